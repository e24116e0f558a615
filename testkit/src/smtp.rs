use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// What the server says to the next messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Take,
    /// 550 to the recipient: for good.
    UnknownMailbox,
    /// 451 to the recipient: greylisting.
    NotNow,
    /// The line goes dead after the message was taken and before that was said.
    HangUp,
}

/// A message as the server took it.
#[derive(Clone, Debug)]
pub struct Received {
    pub from: String,
    pub to: Vec<String>,
    /// Headers and body, with the dots of the protocol taken off.
    pub content: String,
}

/// An SMTP server on a loopback port that speaks the protocol of RFC 5321 and keeps what it takes.
pub struct SmtpServer {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    listening: JoinHandle<()>,
}

struct State {
    answer: Answer,
    received: Vec<Received>,
}

impl SmtpServer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .await
            .expect("a loopback port");
        let address = listener.local_addr().expect("the port's address");
        let state = Arc::new(Mutex::new(State {
            answer: Answer::Take,
            received: Vec::new(),
        }));
        let shared = state.clone();
        let listening = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let state = shared.clone();
                tokio::spawn(async move {
                    // A client that hangs up in the middle is the client's affair.
                    let _ = converse(stream, &state).await;
                });
            }
        });
        Self {
            address,
            state,
            listening,
        }
    }

    /// For `Mailer::smtp`.
    #[must_use]
    pub fn address(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// What it says from now on.
    pub fn answer(&self, answer: Answer) {
        locked(&self.state).answer = answer;
    }

    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        locked(&self.state).received.clone()
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

fn locked(state: &Mutex<State>) -> std::sync::MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn converse(stream: TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 testkit ESMTP\r\n").await?;
    let (mut from, mut to) = (String::new(), Vec::new());
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let command = line.trim_end();
        let answer = locked(state).answer;
        let reply = match command.get(..4).map(str::to_ascii_uppercase).as_deref() {
            Some("EHLO") => "250-testkit\r\n250 SIZE 10000000",
            Some("HELO" | "RSET" | "NOOP") => "250 OK",
            Some("MAIL") => {
                from = between(command);
                to.clear();
                "250 OK"
            }
            Some("RCPT") => match answer {
                Answer::UnknownMailbox => "550 5.1.1 no such mailbox",
                Answer::NotNow => "451 4.7.1 try again later",
                Answer::Take | Answer::HangUp => {
                    to.push(between(command));
                    "250 OK"
                }
            },
            Some("DATA") if to.is_empty() => "503 5.5.1 no recipient",
            Some("DATA") => {
                stream.write_all(b"354 end with a dot\r\n").await?;
                let content = content(&mut stream).await?;
                locked(state).received.push(Received {
                    from: std::mem::take(&mut from),
                    to: std::mem::take(&mut to),
                    content,
                });
                if answer == Answer::HangUp {
                    return Ok(());
                }
                "250 2.0.0 taken"
            }
            Some("QUIT") => {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => "502 5.5.2 what?",
        };
        stream.write_all(reply.as_bytes()).await?;
        stream.write_all(b"\r\n").await?;
    }
}

/// The address in `MAIL FROM:<a@b>`.
fn between(command: &str) -> String {
    let address = command.split(['<', '>']).nth(1);
    address.unwrap_or_default().to_owned()
}

async fn content(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut content = String::new();
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 || line == ".\r\n" {
            return Ok(content);
        }
        content.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
