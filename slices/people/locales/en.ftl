## people.toml

settings-toml = The file is not valid TOML: { $message }
settings-unknown-column = There is no column called { $name }. Write one of these: { $columns }.
settings-no-attribute = Groups cannot be a cross-section of { $name }. Choose gender, job_title, level, unit, area, site or hired.
settings-heading-twice = The heading { $heading } stands under two columns. Keep it in one place.
settings-level-twice = The level { $level } stands twice, or one of its other names does. Keep one.
settings-no-levels = The file has no levels of leadership. Write at least one [[level]] with a name.
settings-bands = hired must have bands: whole years in ascending order, such as [2, 5, 10, 20].
settings-bands-elsewhere = Only hired has bands. Remove the line.
settings-weight = The weight must be a whole number from 1 to 1000.

## Columns

column-number = Employee number
column-first-name = First name
column-last-name = Last name
column-name = Name (first and last)
column-email = E-mail
column-gender = Gender
column-job-title = Job title
column-level = Level of leadership
column-unit = Unit
column-area = Area
column-site = Workplace
column-leader = Own leader
column-hired = Hired
column-parent = Unit above

## Faults in the HR file

fault-leaders-in-a-circle = Leaders in a circle
fault-leader-not-in-file = The leader is not in the file
fault-number-used-twice = The employee number is used twice
fault-not-a-date = Not a date
fault-date-out-of-range = The date cannot be right
fault-unit-not-in-list = The unit is not in the unit list
fault-not-an-address = Not an e-mail address
fault-address-used-twice = The e-mail address is used twice
fault-unknown-level = Unknown level of leadership
fault-missing-value = The field is empty
fault-formula-failed = The cell's formula fails
fault-unit-twice = The unit is listed twice
fault-parent-not-in-list = The unit above is not in the unit list
fault-units-in-a-circle = Units in a circle
fault-missing-column = The column is missing
fault-cpr-column = The column looks like CPR numbers
fault-cpr-heading = The heading looks like a CPR number
fault-cpr-name = The name of the sheet or the file looks like a CPR number
fault-cpr-number = The cell looks like a CPR number
fault-cpr-comment = A comment or note in the sheet looks like it holds a CPR number
fault-cpr-property = The file's properties look like they hold a CPR number
fault-cpr-beside = The file looks like it holds a CPR number outside the cells

remedy-own-leader = { $number } stands as own leader. Write the right leader's employee number, or leave the field empty for the one at the top.
remedy-leaders-in-a-circle = This goes round in a circle: { $round }. Correct the leader on this line so that the way ends at the top.
remedy-leader-not-in-file = Nobody in the file has employee number { $number }. Correct the number, add the leader, or leave the field empty.
remedy-number-used-twice = The number also stands on line { $first-line }. Give this person a number of their own, or delete the line if it is the same person.
remedy-not-a-date = Write the date as day-month-year, such as 15-11-2002.
remedy-no-such-day = The calendar has no such day. Write the date as day-month-year, such as 15-11-2002.
remedy-two-digit-year = Write the year with four digits, such as 15-11-2002, so that the century is no guess.
remedy-date-out-of-range = The date must lie from { $earliest } to { $latest }. Correct the year.
remedy-did-you-mean = Did you mean { $name }?
remedy-unit-not-in-list = Correct the name, or add the unit to the unit list.
remedy-parent-not-in-list = Correct the name of the unit above, add it to the list, or leave the field empty for the unit at the top.
remedy-not-an-address = Write the address with one @ and a domain, such as name@kommune.dk, or leave the field empty.
remedy-address-used-twice = The address also stands on line { $first-line }. A leader signs in with the address, so it must be that person's own.
remedy-level-did-you-mean = Did you mean { $level }? The levels are: { $levels }. Leave the field empty for an employee.
remedy-unknown-level = Write one of the levels: { $levels }. Leave the field empty for an employee.
remedy-missing-value = Fill in the field, or delete the line if it does not belong.
remedy-formula-failed = Correct the formula in Excel, or write the value in its place.
remedy-unit-twice = The unit also stands on line { $first-line }. Delete one, or give each its own name.
remedy-units-in-a-circle = This goes round in a circle: { $round }. Correct the unit above on this line so that the way ends at the top.
remedy-missing-column = No column was recognised as { $column }. Add the column, or choose which column it is.
remedy-cpr-column = Pejl has no use for CPR numbers (the Danish national identity number) and does not take them. Delete the column in the spreadsheet, save the file and try again. Nothing of the file was kept.
remedy-cpr-number = Pejl has no use for CPR numbers (the Danish national identity number) and does not take them. Delete the number in the cell, save the file and try again. Nothing of the file was kept. If it is an employee number of ten digits, call the column Employee number. If it is a production unit's number, call the column P-nummer.
remedy-cpr-heading = Pejl has no use for CPR numbers (the Danish national identity number) and does not take them. Put headings over the columns if they are missing, delete the CPR numbers and try again. Nothing of the file was kept.
remedy-cpr-name = Pejl has no use for CPR numbers (the Danish national identity number) and does not take them. Give the sheet and the file a name without the number and try again. Nothing of the file was kept.
remedy-cpr-comment = Pejl has no use for CPR numbers (the Danish national identity number) and does not take them. Delete the comments (in Excel: Review, Delete), save the file and try again. Nothing of the file was kept.
remedy-cpr-property = Pejl has no use for CPR numbers (the Danish national identity number) and does not take them. Delete the number in title, author or keywords (in Excel: File, Info), save the file and try again. Nothing of the file was kept.
remedy-cpr-beside = Pejl has no use for CPR numbers (the Danish national identity number) and does not take them. Look in header, footer, lists of choices, formulas and shapes, or copy the cells into a new workbook, and try again. Nothing of the file was kept.

## Mended without asking

mended-spaces = Extra spaces
mended-address = Capitals in the address
mended-spelling = Spelt differently from the list
mended-leader-reference = The leader is named in another way
mended-read-as = Read as { $read-as }

## What the check answers

report-place = { $sheet }, line { $line }, { $column }
report-sheet = Sheet
report-line = Line
report-column = Column
report-value = Value
report-fault = Fault
report-remedy = How to put it right
report-mended = { $mended ->
    [one] 1 cell was mended without asking
   *[other] { $mended } cells were mended without asking
 }
report-counts = { $people } people, { $leaders } of them leaders, in { $units } units.
report-no-faults = No faults. The file can be imported.
report-faults = { $faults ->
    [one] 1 fault. Correct it in the spreadsheet and check the file again.
   *[other] { $faults } faults. Correct them in the spreadsheet and check the file again.
 }

## Refusals

settings-place = Line { $line }, column { $column }: { $fault }
import-gone = The file is not here any more: it was imported, discarded, or is more than a day old. Upload it again.
import-stale = Something has changed since you saw the check. Nothing was saved. Look at the check again and import from there.
import-faulty = The file has faults or changes nothing, so it cannot be imported. Nothing was saved.
import-before = The organisation was changed as of { $day }. A change cannot hold from a day before that. Choose a later day.
import-too-late = The day lies more than a year ahead. Check the year and choose an earlier day.
unit-needs-a-name = Write a name for the unit.
unit-name-taken = Another unit has that name already. Choose another, or merge the units.
unit-merge-into-itself = A unit cannot be merged into itself or into a unit below it. Choose another.
unit-split-nobody = Choose at least one person of the unit who goes along to the new one.

## The pages

nav-people = People
people-title = People
people-counts = { $people } people, { $leaders } of them leaders, in { $units } units.
people-found = { $found ->
    [0] Nobody matches the search. Try fewer words, or choose all areas.
    [one] 1 person matches the search.
   *[other] { $found } people match the search.
 }
people-table = People who match the search
people-empty-heading = Nobody is here yet
people-empty-text = Bring people in from the spreadsheet that HR sends. You see a check of the file before anything is saved.
people-nobody-on = As of { $day } there is nobody in Pejl.
people-today = See people today
as-of = This is how the organisation looked as of { $day }.
import-action = Import people
units-action = See the units
search-label = Search
search-hint = Name, employee number, unit or e-mail
search-action = Search
all-areas = All areas
leaders-only = Leaders only
day-label = As of
day-hint = Show the organisation as it was on that day.
day-action = Show the day
name-label = Name
reports-heading = { $reports ->
    [one] Leads 1 person
   *[other] Leads { $reports } people
 }
reports-show = Show the names
history-heading = History
history-when = Period
history-what = Facts
person-not-there = The person is not here on the chosen day. You see the latest facts.
from-to = { $from } to { $last }
from-on = From { $from }
units-title = Units
units-empty-heading = No units as of { $day }
units-empty-text = Units come along when people are imported.
unit-people = { $people ->
    [one] 1 person
   *[other] { $people } people
 }
unit-leaders = { $leaders ->
    [one] 1 leader
   *[other] { $leaders } leaders
 }
unit-people-label = People
unit-people-heading = People in the unit
unit-below = Units below this one
unit-not-there = The unit does not exist on the chosen day. You see the latest facts.
unit-merged-into = Merged into { $other }
unit-took-in = { $other } was merged into this one
unit-split-off = { $other } was split off from here
unit-came-of = Split off from { $other }
unit-change-heading = Change the unit
unit-change-text = A change holds from the day you choose. What was before can still be seen.
unit-rename = Rename the unit
unit-new-name = New name
unit-from-day = Holds from
unit-merge = Merge the unit into another
unit-merge-into = The unit to merge it into
unit-merge-hint = People and the units below move along.
unit-choose = Choose a unit
unit-split = Split off a new unit
unit-split-name = The new unit's name
unit-split-who = Who goes along to the new unit?
unit-saved = The change was saved.

## Import

import-title = Import people
import-lead = Choose the file from HR. Nothing is saved in the organisation before you have seen the check and said yes.
import-file = The HR file
import-file-hint = Excel (.xlsx) or CSV, at most 20 MB. The unit list may be a sheet of its own in the same file.
import-units = The unit list, where it is a file of its own
import-units-hint = Excel (.xlsx) or CSV.
import-from = Holds from
import-from-hint = The day from which the sheet is right. Changes enter the history from that day.
import-next = Read the file
import-what-heading = What must the file hold?
import-what-text = One line per employee with employee number, first and last name and unit. Also, where you have it: e-mail, job title, level of leadership, area, workplace, own leader's employee number, gender and date of hiring.
import-cpr-text = The file must not hold CPR numbers (the Danish national identity number). If Pejl finds any, the file is refused and nothing of it is kept.
import-again = Upload a corrected file
choose-a-file = Choose a file.
not-kept = The file holds CPR numbers and was not kept.
step-file = File
step-columns = Columns
step-check = Check
step-done = Receipt
columns-title = Columns
columns-lead = This is how Pejl understood the headings. Correct what is wrong; Pejl remembers it for next time.
columns-missing = These columns were not found, and they must be there:
columns-next = See the check
columns-back = Correct the columns
column-not-used = Not used
column-without-heading = Column { $number } without a heading
column-numbered = Column { $number }
column-is-empty = The column is empty
column-examples = For example: { $examples }
sheet-of-people = { $sheet }: people
sheet-of-units = { $sheet }: units
sheet-of-other = { $sheet }: not read
preview-title = Check
preview-files = File: { $files }.
preview-from = Holds from { $from }.
preview-faults-text = Nothing was saved. The list can be downloaded as CSV, so that HR can correct in their own system.
preview-nothing = The file changes nothing. Everything in it is here already.
faults-download = Download the list of faults (CSV)
faults-file-name = faults-in-hr-file
faults-table = Faults in the file
count-people = People
count-leaders = Leaders
count-units = Units
count-without-email = Without e-mail (get a printed code)
count-without-leader = Without own leader
differences-heading = Differences from what Pejl knows today
unchanged = { $people ->
    [one] 1 person is unchanged.
   *[other] { $people } people are unchanged.
 }
and-more = And { $more } more.
nobody = nobody
before = was { $name }
group-joined = New: { $people }
group-left = Left: { $people }
group-moved = Moved to another unit: { $people }
group-new-leader = New own leader: { $people }
group-new-level = New level of leadership: { $people }
group-new-name = New name: { $people }
group-new-address = New e-mail: { $people }
group-other = Other facts: { $people }
group-units-new = New units: { $people }
group-units-closed = Units that end: { $people }
group-units-changed = Changed units: { $people }
accept-heading = Import
accept-text = Everything is saved at once. Nobody is deleted: who does not stand in the file gets an end date and can still be seen in the history. That person also loses access to Pejl from that day.
accept = Import the file
many-leave = Yes, { $left } people have left.
many-leave-heading = { $left } people whom Pejl knows do not stand in the file
many-leave-hint = That is many at once. Perhaps the file holds only a part of the organisation. Whoever leaves loses access to Pejl.
many-leave-unsaid = Tick the box if they have really left. Otherwise discard the file and take one with the whole organisation.
discard = Discard, and delete the file
discarded = The file was deleted. Nothing was imported.
receipt-title = Receipt
receipt-done = The people were imported.
receipt-text = The file was deleted again. What was saved stands in the log.
receipt-from = Holds from
receipt-changed-people = People new, changed or left
receipt-changed-units = Units new, changed or ended
receipt-people = See the people

## Settings for people

settings-action = Settings
settings-title = Settings for people
settings-lead = This is how HR's file is read, who is a leader, and what cohorts and groups shall be a cross-section of. A change holds from the next time a file is imported or a plan is proposed.
settings-none-heading = You are using Pejl's usual settings
settings-none-text = They suit most municipalities. Change what is different with you, and save.
settings-saved = The settings were saved.
settings-save = Save the settings
settings-changed = Somebody has changed the settings since you opened the page. Nothing was saved. Open the page again and make the change there.
settings-not-text = The file is not a text file in UTF-8. Save it as people.toml from a text editor and try again.
levels-heading = Who is a leader?
levels-text = Whoever has one of these levels in the file is a leader. Write them from the top downwards.
level-numbered = Level { $number }
level-name = Name
level-name-en = Name in English
level-also = Also called
level-also-hint = Other names in HR's file, separated by semicolons.
level-up = Move up
level-remove = Remove
level-add = Add a level
level-needs-a-name = Give the level a name, or empty all its fields to remove it.
attributes-heading = What shall cohorts and groups be a cross-section of?
attributes-text = The weight says how much one difference counts beside another. An empty field does not count.
bands-label = Time since hiring is divided into whole years
bands-hint = The years at which the next band begins, such as 2, 5, 10, 20. Only when Hired has a weight.
bands-faulty = Write whole years with commas between, such as 2, 5, 10, 20.
never-heading = What is never shown?
never-legend = Show it to the programme office only
never-hint = It can still be used to put cohorts and groups together.
headings-heading = Headings in the file
headings-text = Pejl knows the usual headings. Write your own if they are different, separated by semicolons. Capitals, spaces and full stops do not matter.
headings-show = Show all columns
headings-known = Known already: { $headings }
settings-file-heading = As a file
settings-file-text = All of this page is one file, people.toml, which also belongs to the programme's files. It can be downloaded, changed in a text editor and uploaded again.
settings-file-download = Download people.toml
settings-file-label = people.toml
settings-file-upload = Upload the file
# The export of everything
export-today = people and units today, as a file that can be read in again
export-history = who was where when, and what the units were called
export-settings = the organisation's settings for reading files
export-history-title = People and units as they have been
export-people-sheet = People
export-units-sheet = Units
export-from = From
export-to = To (not included)
export-key = Key
