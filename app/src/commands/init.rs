use std::{fs, path::PathBuf, process::ExitCode, sync::Mutex};

use access::action;
use anyhow::{Context as _, bail};
use base::{Context, Lang, Role};
use identity::{
    Carrier, Control, Email, Invitee, Letter, NewOrganisation, NotCarried, Organisation, State,
};

use crate::{config::Config, installation};

#[derive(clap::Args)]
pub struct Args {
    /// The folder of the new installation; its configuration is written there.
    folder: PathBuf,
    /// The organisation's name, as its people read it.
    #[arg(long)]
    organisation: String,
    /// The organisation's short name in commands: a-z, 0-9 and hyphens. Made from the name when left out.
    #[arg(long)]
    slug: Option<String>,
    /// The e-mail address of the first administrator, who is also the programme office.
    #[arg(long)]
    administrator: String,
    /// A PostgreSQL server instead of files in the folder: postgres://user:password@host/database
    #[arg(long)]
    database_url: Option<String>,
}

/// Sets an installation up, and prints the link by which the first administrator chooses a password.
pub async fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let written = args.folder.join("pejl.toml");
    if written.exists() {
        bail!(
            "{} is there already; begin in an empty folder, or go on with 'pejl serve --config {0}'",
            written.display()
        );
    }
    let email: Email = args.administrator.parse().map_err(|_| {
        anyhow::anyhow!(
            "'{}' is not an e-mail address; write it as name@example.org",
            args.administrator
        )
    })?;
    fs::create_dir_all(&args.folder)
        .with_context(|| format!("the folder {} cannot be made", args.folder.display()))?;
    let text = Config::example(args.database_url.as_deref());
    let config = Config::from_text(&text, &written)?;

    let organisations = installation::open(&config).await?;
    let control = organisations.control();
    let ctx = installation::context("init");
    control.migrate().await?;
    let slug = args
        .slug
        .clone()
        .unwrap_or_else(|| short_name(&args.organisation));
    let organisation = match begun(&ctx, control, &slug).await? {
        Some(begun) => begun,
        None => {
            let new = NewOrganisation {
                id: None,
                place: organisations.places().place_of(&slug),
                slug,
                name: args.organisation.clone(),
                zone: "Europe/Copenhagen".to_owned(),
                lang: Lang::Da,
            };
            let permit =
                access::permit::<action::EditOrganisation>(&ctx).map_err(installation::told)?;
            organisations.create(&ctx, &permit, new).await?
        }
    };
    let invitee = Invitee {
        email,
        name: String::new(),
        person: None,
        roles: [Role::Administrator, Role::Office].into(),
        lang: Lang::Da,
    };
    let permit = access::permit::<action::ManageAccounts>(&ctx).map_err(installation::told)?;
    control
        .invite(&ctx, &permit, organisation.id, &invitee)
        .await?;

    // No mail is set up yet, so the letter is handed over here.
    let kept = Kept::default();
    control
        .carry_letters(&ctx, &config.public_address, &kept)
        .await?;
    fs::write(&written, text)
        .with_context(|| format!("{} cannot be written", written.display()))?;
    println!(
        "{} is set up. Look through {} first; then:\n",
        organisation.name,
        written.display()
    );
    println!("  pejl serve --config {}\n", written.display());
    println!(
        "The first administrator chooses a password here:\n\n  {}\n",
        kept.link()?
    );
    println!(
        "The link opens once, and for fourteen days. It is also the way in if mail is not set up."
    );
    Ok(ExitCode::SUCCESS)
}

/// An organisation of this short name that an interrupted run made, and that nobody has entered yet.
async fn begun(
    ctx: &Context,
    control: &Control,
    slug: &str,
) -> anyhow::Result<Option<Organisation>> {
    let Ok(there) = control.organisation_named(ctx, slug).await else {
        return Ok(None);
    };
    let permit = access::permit::<action::ManageAccounts>(ctx).map_err(installation::told)?;
    let members = control.members(ctx, &permit, there.id).await?;
    if members
        .iter()
        .any(|member| matches!(member.state, State::Active(_) | State::Ended(_)))
    {
        bail!(
            "there is an organisation '{slug}' already, and people have entered it; choose another --slug"
        );
    }
    Ok(Some(there))
}

#[derive(Default)]
struct Kept(Mutex<Option<String>>);

impl Kept {
    fn link(&self) -> anyhow::Result<String> {
        let letter = self.0.lock().ok().and_then(|mut letter| letter.take());
        letter
            .as_deref()
            .and_then(|body| {
                body.split_whitespace()
                    .find(|word| word.contains("/invitation/"))
            })
            .map(str::to_owned)
            .context("the invitation was not written")
    }
}

#[async_trait::async_trait]
impl Carrier for Kept {
    async fn carry(&self, letter: &Letter) -> Result<(), NotCarried> {
        if let Ok(mut kept) = self.0.lock() {
            *kept = Some(letter.body.clone());
        }
        Ok(())
    }
}

/// *Kalundborg Kommune* is `kalundborg-kommune`; Danish letters in their two-letter forms.
fn short_name(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.to_lowercase().chars() {
        match letter {
            'æ' => slug.push_str("ae"),
            'ø' => slug.push_str("oe"),
            'å' => slug.push_str("aa"),
            'a'..='z' | '0'..='9' => slug.push(letter),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_made_of_the_name() {
        assert_eq!(short_name("Kalundborg Kommune"), "kalundborg-kommune");
        assert_eq!(short_name("  Ærø & Øst (prøve) "), "aeroe-oest-proeve");
    }
}
