nav = Operations
title = Operations
lead = Here you see what the system could not do by itself, and fetch everything that Pejl keeps about you.
moment = { $date } at { $time }
look-again = Look again

# Everything of the organisation
export-title = Everything of the organisation in one file
export-lead = The file can be read without Pejl: people and units with their history, users without passwords, common direction and programme, sessions, groups, attendance, plan and log. It holds personal data, so keep it in a safe place. The log shows who asks for it and who fetches it.
export-ask = Make the file
export-asked = The file is being made. It usually takes less than a minute.
export-making = The file is being made
export-making-text = It usually takes less than a minute. You may close the page meanwhile.
exports-caption = Files that can be fetched
export-made-at = Made
export-size = Size
export-expires = Can be fetched until
export-sha256 = Checksum (SHA-256)
export-fetch = Fetch the file of { $made }
megabytes = { $size } MB

# The file's own README
export-readme-name = README.md
export-heading = Everything of { $organisation }
export-made = Made by Pejl on { $made }.
export-reading = The file can be read without Pejl. The folders `people`, `programme` and `blueprint` are for people; `tables` are the database's tables, row by row; `manifest.json` names every file with its size and checksum (SHA-256), and which tables are left out and why. The folder `blueprint` can be loaded into another Pejl.
export-tables = The tables are CSV in UTF-8 with semicolons. Keys are UUIDs: the same key is the same thing in all files. Instants are in UTC, dates are local. An empty cell means nothing. A text that a spreadsheet would run as a formula has an apostrophe before it.
export-without = Passwords, sessions, links and the secret addresses of calendars are not in it.
export-attachment = a file that somebody has put on a tool, a module or a day
export-members = the users of the organisation with roles and state

# Events that were put aside
events-title = Messages put aside
events-lead = When something happens in one place, other parts of Pejl are told. A message that cannot be handled after two hours of tries is put here, so that the rest goes on.
events-none = There are none.
event-happened = Happened
event-what = Message and recipient
event-again = Try again
event-skip = Give up
event-waits = Will be tried again
event-again-asked = The message will be tried again shortly.
event-skipped = The message is given up. The log shows it.
tries = Tries
fault = Fault
settle = Do something

# Jobs that failed
failed-title = Jobs that failed
failed-none = There are none.
failed-lead = { $count ->
    [one] One job was given up after several tries.
   *[other] { $count } jobs were given up after several tries. The newest stand here.
}
job-asked = Asked for
job-kind = Job
job-again = Try again
job-again-asked = The job will be tried again shortly.
