noun-field = field
noun-guidepost = guidepost
no-field = The tool has no field
no-field-remedy = Write at least one field in fields; the first is its home
span = The least must be at least 1 and at most the most
span-remedy = Write for instance { "{" } least = 30, most = 60 { "}" }
minutes-apart = The steps take { $sum } minutes, but it says from { $least } to { $most }
minutes-apart-remedy = Mend the minutes of the steps, or mend minutes
few-da = There are { $there } situations in Danish
few-en = There are { $there } situations in English
few-remedy = Write at least { $least } in each language, in words that a leader would use
why-situation = Because you searched for { $words }: the tool is for “{ $said }”.
why-name = Because { $words } is in the tool's name.
why-summary = Because you searched for { $words }: “{ $said }”
why-mended = We read “{ $written }” as “{ $meant }”.
why-size = Takes { $minutes-least } to { $minutes-most } minutes, for { $people-least } to { $people-most } people.
nothing = No tool fits that. Try other words, or fewer.
minutes-people = { $minutes-least }-{ $minutes-most } min., { $people-least }-{ $people-most } people

# The pages
nav = Toolbox
lead = Describe the situation you are in, in your own words. We say what may help, and why.
ask-words = What are you facing?
ask-hint = For example: conflict between two teams
ask-narrow = Only tools that fit
ask-minutes = Minutes you have
ask-people = How many you are
ask-go = Find tools
any-field = All fields
any-guidepost = All guideposts
all = { $count ->
    [one] One tool
   *[other] All { $count } tools
}
fitting = { $count ->
    [0] Nothing fits
    [one] One tool fits
   *[other] { $count } tools fit
}
show-all = Show all
mine = My tools
none = The toolbox is empty
none-text = The programme office adds tools together with the programme.
fact-size = Time and participants
fact-field = Field
fact-guidepost = Guidepost
fact-material = What you need
may-copy = May be copied.
may-show = May only be shown.
until = May be used until { $date }.
over = May no longer be used.
rights = Owner: { $owner }. Licence: { $licence }.
not-printed = The tool may only be shown, and is therefore not printed.
save = Save the tool
drop = Remove from my tools
saved-flash = The tool now lies first in the toolbox.
dropped-flash = The tool is no longer among yours.
steps-heading = What you do
step-minutes = { $minutes } min.
pitfalls-heading = It often goes wrong when
situations-heading = Situations in which it helps
source-heading = Where it comes from
export-tool = A tool, as it can be read in again
