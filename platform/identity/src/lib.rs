//! Accounts.
mod brake;
mod browser;
mod email;
mod next;
mod password;
mod secret;
