use mail::Mailer;
use testkit::{Answer, SmtpServer};

use crate::{at, invitation};

fn message_ids(server: &SmtpServer) -> Vec<String> {
    let received = server.received();
    let lines = received.iter().flat_map(|mail| mail.content.lines());
    lines
        .filter(|line| line.starts_with("Message-ID"))
        .map(str::to_owned)
        .collect()
}

async fn mailer(server: &SmtpServer) -> Mailer {
    Mailer::smtp(&server.address(), "Pejl <pejl@example.dk>").unwrap()
}

#[tokio::test]
async fn a_message_arrives_whole() {
    let server = SmtpServer::start().await;
    mailer(&server)
        .await
        .send(&invitation(), "one", at())
        .await
        .unwrap();
    let [mail] = server.received().try_into().unwrap();
    assert_eq!(
        (mail.from.as_str(), mail.to.as_slice()),
        ("pejl@example.dk", &["aase@example.dk".to_owned()][..])
    );
    for part in [
        "Message-ID: <one@example.dk>",
        "Date: Mon, 02 Nov 2026 07:00:00 +0000",
        "Auto-Submitted: auto-generated",
        "Content-Type: multipart/mixed",
        "Content-Type: multipart/alternative",
        "text/calendar; charset=utf-8; method=REQUEST",
        "filename=\"moede.ics\"",
        "BEGIN:VCALENDAR",
    ] {
        assert!(
            mail.content.contains(part),
            "{part} is not in\n{}",
            mail.content
        );
    }
    // What is beyond ASCII travels encoded, so that any server passes it on.
    assert!(mail.content.is_ascii());
}

#[tokio::test]
async fn a_refusal_for_good_is_told_from_one_for_now() {
    let server = SmtpServer::start().await;
    let mailer = mailer(&server).await;
    server.answer(Answer::UnknownMailbox);
    let err = mailer.send(&invitation(), "one", at()).await.unwrap_err();
    assert!(!err.is_for_now(), "{err}");
    assert!(err.to_string().contains("550"), "{err}");
    server.answer(Answer::NotNow);
    let err = mailer.send(&invitation(), "one", at()).await.unwrap_err();
    assert!(err.is_for_now(), "{err}");
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_server_that_takes_and_dies_gets_it_again_as_the_same_message() {
    let server = SmtpServer::start().await;
    let mailer = mailer(&server).await;
    server.answer(Answer::HangUp);
    let err = mailer.send(&invitation(), "one", at()).await.unwrap_err();
    assert!(err.is_for_now(), "{err}");
    server.answer(Answer::Take);
    mailer.send(&invitation(), "one", at()).await.unwrap();
    let ids = message_ids(&server);
    assert_eq!(
        ids,
        [
            "Message-ID: <one@example.dk>",
            "Message-ID: <one@example.dk>"
        ]
    );
}

#[tokio::test]
async fn a_server_that_is_not_there_is_for_now() {
    let server = SmtpServer::start().await;
    let mailer = mailer(&server).await;
    drop(server);
    assert!(
        mailer
            .send(&invitation(), "one", at())
            .await
            .unwrap_err()
            .is_for_now()
    );
}
