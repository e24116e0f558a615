use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};
use lettre::message::{
    Attachment as Part, Mailbox, Message as Mail, MultiPart, SinglePart,
    header::{ContentType, HeaderName, HeaderValue},
};
use serde::{Deserialize, Serialize};

use crate::Error;

/// A mail address, with the name that stands before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    pub name: Option<String>,
    pub email: String,
}

impl Address {
    #[must_use]
    pub fn new(name: impl Into<String>, email: impl Into<String>) -> Self {
        let name = name.into();
        Self {
            name: (!name.is_empty()).then_some(name),
            email: email.into(),
        }
    }

    pub(crate) fn mailbox(&self) -> Result<Mailbox, Error> {
        let email = self
            .email
            .parse()
            .map_err(|_| Error::Address(self.email.clone()))?;
        Ok(Mailbox::new(self.name.clone(), email))
    }
}

/// `Forløbsledelsen <office@example.dk>`, or the address alone.
impl FromStr for Address {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Error> {
        let mailbox: Mailbox = text.parse().map_err(|_| Error::Address(text.to_owned()))?;
        Ok(Self {
            name: mailbox.name,
            email: mailbox.email.to_string(),
        })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(f, "{name} <{}>", self.email),
            None => f.write_str(&self.email),
        }
    }
}

/// A text file that goes with a message, such as an invitation for a calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub name: String,
    /// Such as `text/calendar; charset=utf-8; method=REQUEST`.
    pub media_type: String,
    pub content: String,
}

impl Attachment {
    /// A calendar file with the given iTIP method (`REQUEST`, `CANCEL`, `PUBLISH`).
    #[must_use]
    pub fn calendar(name: &str, method: &str, content: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            media_type: format!("text/calendar; charset=utf-8; method={method}"),
            content: content.into(),
        }
    }
}

/// What somebody is to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub to: Address,
    pub subject: String,
    /// The whole message as plain text; the HTML says no more than this.
    pub text: String,
    pub html: Option<String>,
    pub attachments: Vec<Attachment>,
    /// Where no further letters of this kind are asked for (RFC 2369), by one POST (RFC 8058).
    #[serde(default)]
    pub unsubscribe: Option<String>,
}

impl Message {
    #[must_use]
    pub fn new(to: Address, subject: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            to,
            subject: subject.into(),
            text: text.into(),
            html: None,
            attachments: Vec::new(),
            unsubscribe: None,
        }
    }

    #[must_use]
    pub fn html(mut self, html: impl Into<String>) -> Self {
        self.html = Some(html.into());
        self
    }

    /// Names the address that stops further letters of this kind.
    #[must_use]
    pub fn stopped_by(mut self, address: impl Into<String>) -> Self {
        self.unsubscribe = Some(address.into());
        self
    }

    #[must_use]
    pub fn attach(mut self, attachment: Attachment) -> Self {
        self.attachments.push(attachment);
        self
    }

    /// As it travels.
    pub(crate) fn mail(&self, from: &Address, key: &str, at: DateTime<Utc>) -> Result<Mail, Error> {
        let refused = |err: &dyn fmt::Display| Error::Refused(err.to_string());
        let domain = from.email.rsplit('@').next().unwrap_or("localhost");
        let mut builder = Mail::builder()
            .from(from.mailbox()?)
            .to(self.to.mailbox()?)
            .subject(&self.subject)
            .date(at.into())
            .message_id(Some(format!("<{key}@{domain}>")))
            // RFC 3834: no out-of-office answers to what a machine wrote.
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ));
        if let Some(address) = &self.unsubscribe {
            for (name, value) in [
                ("List-Unsubscribe", format!("<{address}>")),
                (
                    "List-Unsubscribe-Post",
                    "List-Unsubscribe=One-Click".to_owned(),
                ),
            ] {
                let name = HeaderName::new_from_ascii_str(name);
                builder = builder.raw_header(HeaderValue::new(name, value));
            }
        }
        let text = SinglePart::plain(self.text.clone());
        let mut parts = Vec::new();
        for attachment in &self.attachments {
            let media_type = ContentType::parse(&attachment.media_type).map_err(|e| refused(&e))?;
            let part = Part::new(attachment.name.clone());
            parts.push(part.body(attachment.content.clone(), media_type));
        }
        let mail = match (&self.html, parts.is_empty()) {
            (None, true) => builder.singlepart(text),
            (Some(html), true) => builder.multipart(alternative(text, html)),
            (html, false) => {
                let mixed = match html {
                    Some(html) => MultiPart::mixed().multipart(alternative(text, html)),
                    None => MultiPart::mixed().singlepart(text),
                };
                builder.multipart(parts.into_iter().fold(mixed, MultiPart::singlepart))
            }
        };
        mail.map_err(|e| refused(&e))
    }
}

fn alternative(text: SinglePart, html: &str) -> MultiPart {
    MultiPart::alternative()
        .singlepart(text)
        .singlepart(SinglePart::html(html.to_owned()))
}
