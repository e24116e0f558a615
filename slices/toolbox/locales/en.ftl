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
