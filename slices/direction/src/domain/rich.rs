use std::collections::BTreeSet;

use pulldown_cmark::{CowStr, Event, LinkType, Parser, Tag, TagEnd, TextMergeStream, html};

use super::Glossary;

/// Markdown as safe HTML, with the words of the glossary linked.
///
/// Raw HTML is shown as it was written, images become their words, and links lead to web and mail
/// addresses or to pages of ours. Headings begin at `h2`'s level, below the page's own. A word is
/// linked where it first occurs, not in headings, links or code, and never to `own`, the term that
/// the text explains.
#[must_use]
pub fn rich(markdown: &str, glossary: &Glossary, own: Option<&str>) -> String {
    let mut linked: BTreeSet<String> = own.map(str::to_owned).into_iter().collect();
    let mut closed = 0_usize;
    let mut refused_links = Vec::new();
    let mut events: Vec<Event<'_>> = Vec::new();
    // A word of several may stand on two lines; HTML does not mind the break.
    let unbroken = Parser::new(markdown).map(|event| match event {
        Event::SoftBreak => Event::Text(CowStr::from("\n")),
        other => other,
    });
    for event in TextMergeStream::new(unbroken) {
        match event {
            Event::Html(raw) | Event::InlineHtml(raw) => events.push(Event::Text(raw)),
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => {}
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }) => {
                closed += 1;
                let allowed = is_allowed(&dest_url);
                refused_links.push(!allowed);
                if allowed {
                    events.push(Event::Start(Tag::Link {
                        link_type,
                        dest_url,
                        title,
                        id,
                    }));
                }
            }
            Event::End(TagEnd::Link) => {
                closed = closed.saturating_sub(1);
                if refused_links.pop() != Some(true) {
                    events.push(Event::End(TagEnd::Link));
                }
            }
            Event::Start(Tag::Heading {
                level,
                id,
                classes,
                attrs,
            }) => {
                closed += 1;
                let level = lower(level);
                events.push(Event::Start(Tag::Heading {
                    level,
                    id,
                    classes,
                    attrs,
                }));
            }
            Event::End(TagEnd::Heading(level)) => {
                closed = closed.saturating_sub(1);
                events.push(Event::End(TagEnd::Heading(lower(level))));
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                closed += 1;
                events.push(Event::Start(Tag::CodeBlock(kind)));
            }
            Event::End(TagEnd::CodeBlock) => {
                closed = closed.saturating_sub(1);
                events.push(Event::End(TagEnd::CodeBlock));
            }
            Event::Text(text) if closed == 0 => {
                link_words(&text, glossary, &mut linked, &mut events);
            }
            other => events.push(other),
        }
    }
    let mut out = String::with_capacity(markdown.len() * 2);
    html::push_html(&mut out, events.into_iter());
    out
}

fn link_words(
    text: &CowStr<'_>,
    glossary: &Glossary,
    linked: &mut BTreeSet<String>,
    events: &mut Vec<Event<'_>>,
) {
    let mut from = 0;
    let piece =
        |from: usize, to: usize| CowStr::from(text.get(from..to).unwrap_or_default().to_owned());
    for find in glossary.find_in(text) {
        if !linked.insert(find.key.to_owned()) {
            continue;
        }
        events.push(Event::Text(piece(from, find.start)));
        events.push(Event::Start(Tag::Link {
            link_type: LinkType::Inline,
            dest_url: CowStr::from(format!("/direction/terms#{}", find.key)),
            title: CowStr::from(""),
            id: CowStr::from(""),
        }));
        events.push(Event::Text(piece(find.start, find.end)));
        events.push(Event::End(TagEnd::Link));
        from = find.end;
    }
    events.push(Event::Text(piece(from, text.len())));
}

/// Nothing that runs: `javascript:` and the like are shown as words.
fn is_allowed(address: &str) -> bool {
    let address = address.trim().to_ascii_lowercase();
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|start| address.starts_with(start))
        || (address.starts_with('/') && !address.starts_with("//") && !address.starts_with("/\\"))
        || address.starts_with('#')
}

const fn lower(level: pulldown_cmark::HeadingLevel) -> pulldown_cmark::HeadingLevel {
    use pulldown_cmark::HeadingLevel::{H2, H3, H4, H5, H6};
    match level {
        pulldown_cmark::HeadingLevel::H1 | H2 => H2,
        H3 => H3,
        H4 => H4,
        H5 => H5,
        H6 => H6,
    }
}
