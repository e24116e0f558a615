use chrono::TimeDelta;
use mail::Mailer;

use crate::{at, invitation};

async fn mailer() -> (tempfile::TempDir, Mailer) {
    let folder = tempfile::tempdir().unwrap();
    let mailer = Mailer::folder(folder.path().join("post"), "Pejl <pejl@example.dk>").unwrap();
    (folder, mailer)
}

#[tokio::test]
async fn a_letter_is_read_as_it_was_written() {
    let (_folder, mailer) = mailer().await;
    mailer.send(&invitation(), "one", at()).await.unwrap();
    let letter = mailer
        .mailbox()
        .unwrap()
        .read("one")
        .await
        .unwrap()
        .unwrap();
    assert_eq!((letter.message, letter.at), (invitation(), at()));
    assert_eq!(letter.from.to_string(), "Pejl <pejl@example.dk>");
}

#[tokio::test]
async fn the_same_key_lies_there_once_and_the_newest_comes_first() {
    let (_folder, mailer) = mailer().await;
    for (key, minutes) in [("one", 0), ("two", 5), ("one", 0)] {
        mailer
            .send(&invitation(), key, at() + TimeDelta::minutes(minutes))
            .await
            .unwrap();
    }
    let keys: Vec<_> = mailer
        .mailbox()
        .unwrap()
        .list()
        .await
        .unwrap()
        .into_iter()
        .map(|l| l.key)
        .collect();
    assert_eq!(keys, ["two", "one"]);
}

#[tokio::test]
async fn a_key_cannot_leave_the_folder() {
    let (folder, mailer) = mailer().await;
    std::fs::write(folder.path().join("secret.json"), "{}").unwrap();
    let mailbox = mailer.mailbox().unwrap();
    for key in ["../secret", "", "a/b", "nothing"] {
        assert!(mailbox.read(key).await.unwrap().is_none(), "{key}");
    }
    let refused = mailer
        .send(&invitation(), "../one", at())
        .await
        .unwrap_err();
    assert!(!refused.is_for_now());
}

#[tokio::test]
async fn a_wrong_address_is_refused_for_good() {
    let (_folder, mailer) = mailer().await;
    let mut message = invitation();
    message.to.email = "nobody".to_owned();
    assert!(
        !mailer
            .send(&message, "one", at())
            .await
            .unwrap_err()
            .is_for_now()
    );
}

#[test]
fn a_wrong_sender_or_server_is_told_at_the_start_without_the_password() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Mailer::folder(folder.path(), "nobody").is_err());
    let told = Mailer::smtp("http://me:geheim@mail.example.dk", "pejl@example.dk")
        .unwrap_err()
        .to_string();
    assert!(
        told.contains("mail.example.dk") && !told.contains("geheim"),
        "{told}"
    );
}
