//! The four cookies of the site. All are for us alone (`HttpOnly`, `SameSite=Lax`, no domain), and
//! none of them follows anybody: session, form secret before sign-in, language, and one flash text.

use axum::http::{HeaderMap, HeaderValue, header};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// The secret of a signed-in session.
    Session,
    /// The secret that form tokens are made from before sign-in.
    Visit,
    Lang,
    Flash,
}

impl Cookie {
    /// Over https the `__Host-` prefix makes browsers refuse one that another host or an
    /// unencrypted page has set (RFC 6265bis, 4.1.3.2).
    const fn name(self, https: bool) -> &'static str {
        match (self, https) {
            (Self::Session, true) => "__Host-pejl",
            (Self::Session, false) => "pejl",
            (Self::Visit, true) => "__Host-pejl-visit",
            (Self::Visit, false) => "pejl-visit",
            (Self::Lang, _) => "pejl-lang",
            (Self::Flash, true) => "__Host-pejl-flash",
            (Self::Flash, false) => "pejl-flash",
        }
    }

    pub(crate) fn read(self, headers: &HeaderMap, https: bool) -> Option<&str> {
        let name = self.name(https);
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(found, _)| *found == name)
            .map(|(_, value)| value)
    }

    /// `value` must be free of `;`, commas and spaces, which tokens and encoded texts are.
    pub(crate) fn write(self, headers: &mut HeaderMap, https: bool, value: &str) {
        let lifetime = match self {
            Self::Session | Self::Visit | Self::Flash => "",
            Self::Lang => "; Max-Age=31536000",
        };
        self.append(headers, https, value, lifetime);
    }

    pub(crate) fn clear(self, headers: &mut HeaderMap, https: bool) {
        self.append(headers, https, "", "; Max-Age=0");
    }

    fn append(self, headers: &mut HeaderMap, https: bool, value: &str, lifetime: &str) {
        let secure = if https { "; Secure" } else { "" };
        let line = format!(
            "{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{lifetime}",
            self.name(https)
        );
        if let Ok(line) = HeaderValue::from_str(&line) {
            headers.append(header::SET_COOKIE, line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::COOKIE,
            HeaderValue::from_static("xpejl=1; pejl-visit=2; pejl=3"),
        );
        assert_eq!(Cookie::Session.read(&headers, false), Some("3"));
        assert_eq!(Cookie::Session.read(&headers, true), None);
    }

    #[test]
    fn over_https_only_this_host_can_set_it() {
        let mut headers = HeaderMap::new();
        Cookie::Session.write(&mut headers, true, "abc");
        assert_eq!(
            headers[header::SET_COOKIE],
            "__Host-pejl=abc; Path=/; HttpOnly; SameSite=Lax; Secure"
        );
    }
}
