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
fault-cpr-number = The cell looks like a CPR number

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
remedy-cpr-number = Pejl has no use for CPR numbers (the Danish national identity number) and does not take them. Delete the number in the cell, save the file and try again. Nothing of the file was kept.

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
    [one] 1 cell was mended without asking:
   *[other] { $mended } cells were mended without asking:
 }
report-counts = { $people } people, { $leaders } of them leaders, in { $units } units.
report-no-faults = No faults. The file can be imported.
report-faults = { $faults ->
    [one] 1 fault. Correct it in the spreadsheet and check the file again.
   *[other] { $faults } faults. Correct them in the spreadsheet and check the file again.
 }
