//! `cargo run -p people --example pages`: the slice's pages over the fictional municipality, at
//! <http://127.0.0.1:3457/people>, without the rest of the program. It says on its first line which
//! cookie signs one in.
#![expect(clippy::unwrap_used, reason = "an example stops where it fails")]

use base::{Clock as _, Context, Role, SystemClock};
use people::sample::{self, Size, municipality};

#[path = "../tests/it/town.rs"]
#[expect(
    dead_code,
    reason = "the tests' own browser, of which the example uses the site"
)]
mod town;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let browser = town::Browser::of(Role::Office).await;
    let made = municipality(1, Size::EXAMPLE);
    let ctx = Context::system("example", SystemClock.now());
    if std::env::args().any(|word| word == "--filled") {
        people::command::load(&ctx, &browser.db, &made.people, &made.units, sample::DAY)
            .await
            .map_err(|problem| problem.text(base::Lang::En))?;
    }
    println!("{}", browser.cookie());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3457").await?;
    axum::serve(listener, browser.router()).await?;
    Ok(())
}
