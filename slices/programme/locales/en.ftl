# The blueprint's files
content-out-of-range = The number { $number } cannot be used here
content-out-of-range-remedy = Write a number from { $least } to { $most }
content-learning-sizes = The size of the learning groups cannot be met
content-learning-sizes-remedy = Write at least 2, and let least be at most most
content-no-field = The module has no fields
content-no-field-remedy = Write at least one of the four fields
content-order-taken = Place { $order } is taken by { $other }
content-order-taken-remedy = Give each module a place of its own in the order
content-zone = The time zone { $name } is not known
content-zone-remedy = Write it as "Europe/Copenhagen"
content-hours = The day ends before it begins
content-hours-remedy = Write an end after the beginning
content-spacing = The spacing of the modules cannot be met
content-spacing-remedy = Write whole weeks from 1 to 52, with least at most wish, and wish at most most
content-window = The tranche's latest start is before its earliest
content-window-remedy = Swap earliest and latest, or correct one of them
content-tranche-without-start = The tranche '{ $key }' has no start
content-tranche-without-start-remedy = Add to schedule.toml: [[tranche]] with key = "{ $key }", earliest and latest
content-month = There are only months from 1 to 12
content-month-remedy = Write the months' numbers, for example [5, 11]
content-teachers = The module takes { $wanted } teachers, but only { $able } can teach it
content-teachers-remedy = Let more teachers be able to teach the module '{ $module }', or let it take fewer (teachers)
content-days = The period ends before it begins, or is longer than two years
content-days-remedy = Correct from or to; both days are included
noun-aim = aim
noun-block = building block
noun-field = field
noun-guidepost = guidepost
noun-module = module
noun-tranche = tranche
noun-room = room
noun-site = site

# The plan
cohort-name = Cohort { $number }
plan-module = module { $number } ({ $name })
plan-too-few-leaders = { $leaders } leaders are too few for { $cohorts } cohorts. Lower the number of cohorts in programme.toml, or import more leaders.
plan-hall-too-small = { $room } seats { $seats }, but there are { $leaders } leaders. Choose a larger room for the gatherings in schedule.toml.
plan-apart-crowd = { $names } must not sit together, but there are only { $groups } groups. Make more and smaller groups.
plan-sizes = { $present } leaders do not fit into { $groups } groups of { $least } to { $most }. Correct the sizes in programme.toml.
plan-block-too-large = { $names } must sit together, but the largest group has only { $largest } seats.
plan-no-arrangement = The rules on who must not sit together cannot all be kept at once. Make more groups.
plan-no-timetable = There is no plan that keeps every rule. This is what clashes:
plan-no-timetable-found = No plan that keeps every rule was found in time. This stood in the way at the end; give more time, or loosen one of the rules:
week-one = week { $week } of { $year }
weeks-one-year = weeks { $from } to { $to } of { $year }
weeks-two-years = week { $from } of { $from-year } to week { $to } of { $to-year }
clash-length = { $module } takes { $length } days; a module can take 1 to 5.
clash-spacing-empty = Before { $module } at least { $least } weeks must pass, but at most { $most }. Correct the spacing.
clash-too-few-teachers = { $module } takes { $needed } teachers, but only { $qualified } can teach it.
clash-no-room-seats = { $cohort } has { $members } leaders, but the largest room seats { $seats }.
clash-horizon = { $cohort } begins on { $earliest } at the earliest and needs { $weeks } weeks, but the last open day is { $last }.
clash-start = { $cohort } cannot begin between { $earliest } and { $latest }: not enough days are open.
clash-spacing = { $module } for { $cohort } must be { $least } to { $most } weeks after the module before, and those weeks are closed.
clash-closed = { $module } for { $cohort }: holidays and closed weeks leave no days in a row in { $weeks }.
clash-absent = { $module } for { $cohort }: at least { $fewest } leaders are engaged in { $weeks }, and at most { $allowed } may be.
clash-room = { $module } for { $cohort }: no room with { $seats } seats is free in { $weeks }.
clash-teachers = { $module } for { $cohort }: there are not { $needed } free teachers in { $weeks }.
clash-locked = { $module } for { $cohort } cannot be moved away from a locked day in { $weeks }.
clash-days = { $cohorts } must never be away the same day and need { $needed } days together; only { $open } are open.
clash-teacher-days = Those who can teach { $module } have { $free } free days together; { $needed } are needed.
clash-room-days = Rooms with { $seats } seats are free for { $free } days together; the cohorts need { $needed }.
clash-unit = { $module }: { $cohort } and { $other } need the same days in { $weeks }, but { $names } lead { $unit } together and must not be away the same day.
clash-announced = An announced session names something that no longer exists.
unavoidable-unit = { $names } lead { $unit } together and are both in { $cohort }, because the unit has more leaders than there are cohorts.
unavoidable-report = { $names } are leader and own leader and are both in { $cohort }. They never sit at the same table.
unavoidable-gathering = { $names } lead { $unit } together and are all away when all leaders meet. Agree on a deputy.
unavoidable-no-gathering = There is no open day for a leaders' gathering in { $month } { $year }.
unavoidable-learning = { $tranche }: the learning groups get { $least } to { $most } leaders, because the number does not go up evenly.
warning-no-tranches = All cohorts begin together. Then there is nobody to compare with, and the effect "cannot be told".

# Spreadsheet and calendar
feed-session = { $module } ({ $cohort })
feed-preparation = Prepare ({ $minutes } min.): { $what }
group-name = Group { $number }
table-name = Table { $number }
teacher-researcher = researcher
teacher-consultant = consultant
teacher-practitioner = practitioner
book-overview = Overview
book-what = What
book-figure = Figure
book-note = Note
book-example = Teachers, rooms and closed weeks are an example, to be replaced by your own.
book-leaders = Leaders
book-leader = Leader
book-cohorts = Cohorts
book-cohort = Cohort
book-learning = Learning groups
book-tables = Table groups
book-table = Table
book-sessions = Sessions
book-gatherings = Leaders' gatherings
book-teachers = Teachers
book-teacher = Teacher
book-rooms = Rooms
book-room = Room
book-coverage = Coverage of the fields
book-unavoidable = Cannot be avoided
book-rules = Broken rules
book-rules-kept = Every rule is kept, recounted from scratch.
book-rules-broken = The plan breaks rules and must not be used.
book-met = New acquaintances of those possible
book-met-note = { $met } pairs meet at a table or in a learning group; at most { $bound } could.
book-diversity = Breadth of composition: { $kind }
book-acquaintance = New acquaintances: { $kind }
book-of-bound = of what can be reached at most
book-seed = The number of the lot, and the planner's version
book-cohorts-note = Every cohort is a cross-section of the organisation. Lots decided which cohorts begin when.
book-learning-note = Stable for a year, across the cohorts of the tranche. Nobody is with own leader or own report.
book-tables-note = New tables for every module.
book-sessions-note = Local time, { $zone }.
book-gatherings-note = All leaders meet and sit at new tables each time.
book-teachers-note = The teachers are fictional.
book-coverage-whole = Together the modules cover every field.
book-coverage-holes = There are fields that no module covers.
book-unavoidable-note = What no plan could avoid, by name.
book-nothing = Nothing. Every wish could be met.
book-tranche = Tranche
book-level = Level
book-unit = Unit
book-area = Area
book-site = Site
book-year = Year
book-from = From
book-group = Group
book-module = Module
book-block = Building block
book-date = Date
book-first-day = First day
book-last-day = Last day
book-begins = Begins
book-ends = Ends
book-kind = Background
book-can-teach = Can teach
book-days = Days
book-seats = Seats
book-in-all = In all
book-hole = hole

# The command pejl plan
stage-cohorts = Forming cohorts
stage-dates = Finding dates, rooms and teachers
stage-learning = Forming learning groups
stage-tables = Setting tables for the modules
stage-gatherings = Setting tables for the leaders' gatherings
command-interrupted = Interrupted: the best so far is kept.
command-counts = { $leaders } leaders in { $cohorts } cohorts, { $sessions } sessions and { $gatherings } leaders' gatherings
command-coverage = Coverage of the fields: { $fields } (of { $modules } modules)
command-met = New acquaintances: { $share } of those possible ({ $met } of at most { $possible } pairs)
command-diversity = Breadth of composition: { $all } of the most that is possible (cohorts { $cohorts }, learning groups { $learning }, table groups { $tables }, gatherings { $gatherings })
command-rules = Rules: all kept, recounted from scratch
command-unavoidable = Cannot be avoided:
command-time = Time: { $seconds } seconds

# Rules at sessions and publishing
days-between = { $first } to { $last }
name-too-long = The name is too long. Nothing was saved. Write at most 200 letters.
material-name-missing = The material lacks a name of at most 200 letters. Nothing was saved.
material-link-wrong = The link must begin with https://. Nothing was saved.
publish-stale = There is a newer proposal, or the plan has been published. Nothing was changed. Look at the newest proposal.
publish-moved = Something has moved since you looked. Nothing was changed. Look at the changes again.

# The pages
nav-programme = Programme
nav-plan = Plan
nav-calendar = My calendar
tab-programme = Programme
tab-plan = Plan
tab-cohorts = Cohorts and groups
tab-calendar = Calendar
none-heading = There is no programme yet
none-office = Load a programme from a blueprint. Then you can see the modules and make a plan.
none-others = The programme office is preparing it.
example = example
marked-example = { $name } (example)
holes-heading = There are holes in the coverage
holes-text = No module covers: { $fields }
overview-years = The programme lasts { $years } years.
blocks-heading = The five building blocks
module-numbered = Module { $number }: { $name }
module-line = { $days ->
    [one] 1 day
   *[other] { $days } days
 }, preparation { $minutes } minutes. Fields: { $fields }
minutes = { $minutes } min.
activities-heading = Between the modules
strands-heading = Knowledge, reflection and action
knowledge = Knowledge
reflection = Reflection
action = Action
preparation-heading = Preparation
material-heading = Material
material-none = No material has been added yet.
desk-heading = FIKS
with-alone = alone
with-staff = with your staff
with-partner = with your partner
with-learning-group = in the learning group
with-own-leader = with your own leader
coverage-title = The modules and the four fields
coverage-main = covers
coverage-touched = touches
coverage-none = does not cover
coverage-sum = Modules in all
coverage-hole = hole
coverage-numbers = Show the figures
fact-fields = Fields
fact-guideposts = Guideposts
fact-aim = Aim
fact-diversity = Breadth of composition
everybody = All leaders
somebody = a leader who has left
cohorts-none = There are no cohorts yet
cohorts-none-text = Make a plan and publish it. Then they stand here.
calendar-none = There are no sessions yet
calendar-list = All sessions
calendar-year = Sessions and closed weeks in { $year }
calendar-month = Month
calendar-week = week
calendar-closed = closed
calendar-summary = {"{sessions}"} sessions in {"{weeks}"} weeks
search-heading = Searching for the best plan
search-percent = { $percent }% of the time has passed.
search-reload = Look again
search-cancel = Stop the search
search-stopping = The search is being stopped. Nothing was saved.
search-cancelled = The search was stopped. Nothing was saved.
search-failed = The search went wrong on our side. Nothing was saved. Try again.
impossible-heading = There is no plan that keeps every rule
proposal-heading = Proposal { $number }
proposal-look = See what publishing does
in-force-heading = The plan in force: proposal { $number }
propose-heading = Propose a plan
propose-text = Pejl finds cohorts, learning groups, tables, dates, rooms and teachers. Nothing is published before you say yes.
propose-button = Propose a plan
seconds-label = Seconds
seconds-hint = 20 is enough for a good plan; more may make it slightly better.
seconds-wrong = Write a number from 1 to 600
seed-label = Number of the lot
seed-hint = Another number draws other lots.
publish-heading = Publish proposal { $number }
publish-first = { $leaders } leaders will be invited by mail and can see their own programme.
publish-nothing = Nothing that was announced moves.
publish-moves = { $number ->
    [one] 1 thing moves
   *[other] { $number } things move
 }
publish-button = Publish
publish-back = Back without publishing
published-flash = The plan is published. The invitations are being sent.
move-who = Who
move-from = From
move-to = To
move-session = { $cohort }: { $module }
move-nowhere = no cohort
move-gone = not held
session-when = When
session-hours = Time
session-where = Where
hours = { $from } to { $to }
material-add = Add material
material-name = Name
material-link = Link
material-link-hint = Begins with https://
attendance-heading = Attendance
attendance-none = Nobody has a seat yet.
attendance-legend = Tick those who are here
attendance-save = Save attendance
ticked-flash = Attendance is saved.
saved-flash = It is saved.
substitute-heading = Stand-ins
substitute-own = If you cannot come
substitute-for = Who cannot come?
substitute-name = Stand-in
substitute-hint = The name of the person who comes instead. Leave it empty to remove the stand-in.
substitute-save = Save stand-in
substitute-named = stand-in: { $name }
waiting-heading = Waiting list
waiting-off = Take off the list
feed-text = Get your sessions into your own calendar. The address is secret: whoever has it can see your calendar. When a session moves, the calendar follows.
feed-address = The address of your calendar
feed-once = Copy it now. We do not keep it and cannot show it again.
feed-since = You have had an address since { $day }. If you have forgotten it, make a new one; the old one stops working.
feed-make = Make an address
feed-renew = Make a new address
card-next = Next for you
card-prepare = Prepare ({ $minutes } min.)
card-over = You have been through the whole programme.
card-group = Your learning group
card-way = Your way through the programme
card-way-open = Show all
card-done = { $done } of { $all } completed
card-calendar = Get it into your own calendar
card-teaching = Your next days as a teacher
card-teaching-none = You have no days ahead.
step-done = completed
office-heading = To decide today
office-no-programme = Load a programme from a blueprint.
office-no-plan = Make a plan.
office-proposal = Proposal { $number } waits for a yes.
office-holes = { $holes ->
    [one] 1 field is covered by no module.
   *[other] { $holes } fields are covered by no module.
 }
office-not-placed = { $people ->
    [one] 1 leader has no place in a cohort.
   *[other] { $people } leaders have no place in a cohort.
 }
office-names = Show the names
office-untick = { $what }, { $when }: attendance is missing.
office-tick = Tick attendance
office-nothing = Nothing waits for you.
office-soon = The next seven days
office-soon-none = No sessions.
tab-files = Files
none-action = Load a programme
files-text = The programme is files: programme.toml, schedule.toml, modules and activities. Load a blueprint as a zip, or fetch your own files exactly as they came in. The plan changes only when you propose and publish a new one.
files-download = Fetch the files
files-label = Blueprint
files-hint = A zip file
files-upload = Load
files-loaded = The programme is loaded.
files-missing = Choose a zip file.
files-not-zip = The file is not a zip file. Nothing was saved.
files-too-large = The file holds more than a blueprint does. Nothing was saved.
files-not-text = { $path } is not UTF-8 text. Nothing was saved. Save the file as UTF-8.
files-faulty = { $count ->
    [one] There is 1 fault in the files. Nothing was saved.
   *[other] There are { $count } faults in the files. Nothing was saved.
 }
files-faults = Faults in the files
fault-file = File
fault-line = Line
fault-column = Column
fault-message = Fault
fault-remedy = How to mend it

# The thread
contribution-modules = Modules
contribution-activities = Learning-support activities

# How the programme stands
standing-heading = How the programme stands
standing-placed = { $placed } of { $leaders } leaders have a place in a cohort
standing-attended = Attendance so far: { $share } ({ $present } of { $expected })
standing-field = Field
standing-count = Number of modules
standing-more = and { $number } more
standing-none = No module yet
standing-thread = Follow the thread from vision to daily operations

# Edit the programme
tab-edit = Edit the programme
edit-home-text = Everything the programme is made of. What you change here holds for the next plan: the one that has been announced changes only when you propose and publish a new one.
kind-many = { $kind ->
    [settings] Settings
    [gatherings] Leaders' gatherings
    [tranche] Tranches
    [block] Building blocks
    [module] Modules
    [activity] Activities between modules
    [teacher] Teachers
    [room] Rooms
    [site] Sites
   *[closed] Holidays and closed weeks
 }
kind-one = { $kind ->
    [settings] the settings
    [gatherings] the gatherings
    [tranche] tranche
    [block] building block
    [module] module
    [activity] activity
    [teacher] teacher
    [room] room
    [site] site
   *[closed] closed period
 }
edit-add = { $kind ->
    [tranche] Add a tranche
    [block] Add a building block
    [module] Add a module
    [activity] Add an activity
    [teacher] Add a teacher
    [room] Add a room
    [site] Add a site
   *[closed] Add a holiday or closed period
 }
edit-about = { $kind ->
    [settings] How long the programme lasts, its first day, the hours of a day, and how many learn together.
    [gatherings] Where and when all leaders meet, and what they prepare.
    [tranche] Cohorts that begin together. Later tranches are the comparison for earlier ones.
    [block] The parts that the modules stand in.
    [module] What is taught: fields, goal, knowledge, reflection and action, preparation and material.
    [activity] What a leader does between two modules, with knowledge, reflection, action and a goal.
    [teacher] Who they are, what they can teach, and when they cannot.
    [room] Where there is space, and when they are taken.
    [site] Where in the municipality the rooms and the leaders' workplaces are.
   *[closed] Days without sessions: holidays, public holidays, budget and exams.
 }
edit-lead = { $kind ->
    [module] A module has a place in the order; put it in front of others and they move. English may wait: where it is empty, the Danish is shown.
    [tranche] Which cohorts come into which tranche is drawn by lot.
   *[other] It holds for the next plan that you propose. English may wait: where it is empty, the Danish is shown.
 }
edit-counted = { $kind } ({ $count })
edit-none = There are none yet.
edit-heading = Edit: { $name }
edit-save = Save
edit-back = Back without saving
edit-saved = Saved. The plan changes only when you propose and publish a new one.
edit-removed = It has been taken out. The plan changes only when you propose and publish a new one.
edit-remove-link = Take it out of the programme
edit-remove-heading = Take { $name } out of the programme?
edit-remove-text = It holds for the next plan. Plans that have been made keep it, and earlier versions of the programme are kept.
edit-remove-button = Take it out
edit-fault = { $message }. { $remedy }.
edit-used = It is used by: { $name } ({ $kind }). Change that first. Nothing has been stored.
edit-changed = Somebody else has changed it since you opened it. Nothing has been stored. Below is what holds now where it differs from what you have written. Save again if yours shall hold.
edit-gone = It has been taken out since you opened it. Nothing has been stored.
edit-theirs = What holds now
edit-order = It may not lie before the first
edit-choose = Choose
edit-choose-one = Choose at least one
edit-row-whole = Fill in the whole row, or empty it
edit-spacing-whole = Fill in all three, or leave all three empty
edit-yes = yes
edit-no = no
edit-module = Edit the module
written-da = { $label } in Danish
written-en = { $label } in English
whole-hint = A number from { $least } to { $most }
spacing-hint = Empty: as in the settings
lines-hint = One on each line
body-hint = Headings begin with #. An empty line parts paragraphs.
rows-hint = Empty a row to take it out. Save to get more empty rows.
row-number = No. { $row }
row-cell = { $what }, no. { $row }: { $column }
part-name = Name
part-name-da = Name in Danish
part-name-en = Name in English
part-what-da = What, in Danish
part-what-en = What, in English
part-summary = In short
part-years = Number of years
part-start = First day
part-begins = The day begins
part-ends = The day ends
part-cohort = Leaders of a cohort, about
part-learning-least = Leaders of a learning group, at least
part-learning-most = Leaders of a learning group, at most
part-table = Leaders at a table
part-gathering = Leaders at a table at a gathering
part-most-absent = Leaders of a cohort who may at most be taken on a course day
part-spacing-least = Weeks since the module before, at least
part-spacing-wish = Weeks since the module before, wished
part-spacing-most = Weeks since the module before, at most
part-aim = Organisational goal
part-months = Months
part-cohorts = Number of cohorts
part-earliest = Begins at the earliest
part-latest = Begins at the latest
part-example = An example, not your own
part-place = Place in the order
part-days = Days in a row
part-teachers = Number of teachers
part-taught-by = Who can teach it
part-seating = Who sits together
part-desk = FIKS: the competence that the module draws on
part-text = Description
part-after = After the module
part-with = Together with
part-minutes = Minutes
part-off = Cannot be used
part-workplaces = Workplaces whose address begins with
part-from = From
part-to = To, that day too
part-closed-kind = Kind
seating-tables = new tables each time
seating-teams = leadership teams together
closed-school-holiday = school holiday
closed-public-holiday = public holidays
closed-budget = budget
closed-exam = exams
closed-other = other

# When a plan changes what has been announced
publish-held = The proposal changes something that has now been held. Nothing has been changed. Propose a new plan.
publish-told = Those concerned get one mail each about what changes for them when you publish. What has been held does not change.
publish-sessions = { $number ->
    [one] 1 session
   *[other] { $number } sessions
 }
publish-leaders = { $number ->
    [one] 1 leader
   *[other] { $number } leaders
 }
publish-groups = { $number ->
    [one] 1 learning group
   *[other] { $number } learning groups
 }
move-new = new
move-learning = Learning group { $number }, { $tranche }, year { $year }
move-came = Comes in: { $names }
move-went = Goes out: { $names }
move-nobody = nobody
fact-moved = Moves from what has been announced
fact-moved-text = { $sessions } sessions, { $leaders } leaders in the learning groups
moved-subject = Changes in your programme: { $programme }
moved-hello = Dear { $name }
moved-lead = The plan of the leadership programme has changed. For you it means:
moved-session = { $what }: now { $to }. Before: { $from }.
moved-new = New: { $what }, { $to }.
moved-gone = { $what } will not be held { $from }.
moved-taught-now = You now teach: { $what }, { $to }.
moved-taught-no-more = You no longer teach: { $what }, { $from }.
moved-cohort = You are now in { $to }. Before: { $from }. Your days are on your own page.
moved-learning = Your learning group from { $since } is now you and { $names }.
moved-calendar = If you have the programme in your own calendar, it has been corrected.
moved-link = See it all on your own page: { $link }
moved-regards =
    Kind regards
    The programme office

# Another cohort
waiting-offered = the place has been offered
waiting-offer = Offer the place
exchange-heading = Another cohort
exchange-text = If you cannot come that day, you can come with another cohort. We write to you when there is a place, and you answer yes or no. Days on which another leader of your unit is away are not here.
exchange-free = { $free ->
    [0] No free places just now.
    [one] 1 free place.
   *[other] { $free } free places.
 }
exchange-position = You are no. { $position } on the waiting list.
exchange-offered = You have been offered a place. If you say yes, you are with this cohort that day instead of your own.
exchange-ask = Put me on the list
exchange-withdraw = Take me off the waiting list
exchange-yes = Yes please, I take the place
exchange-no = No thank you
exchange-impossible = You cannot come with that cohort that day: another leader of your unit is away, or you have something yourself. Nothing has been stored.
exchange-full = There is no free place. Nothing has been stored. Wait until one is free, or find a larger room.
exchange-gone = The place is no longer offered. Nothing has been stored. See what is free now.
offered-flash = The place has been offered. The leader gets a mail.
offered-subject = A place with another cohort
offered-text = There is a place for you with another cohort: { $what }, { $at }. If you say yes, you come with them that day instead of with your own cohort.
offered-link = Answer here: { $link }
card-offers = You have been offered a place
card-offer = { $cohort }: { $what }, { $day }.
card-answer = Answer
office-departed = { $people ->
    [one] 1 in a cohort has left or leads no more. Propose a new plan.
   *[other] { $people } in the cohorts have left or lead no more. Propose a new plan.
 }
office-unstaffed = { $what }, { $when }: lacks teacher or room.
office-waiting = { $what }, { $when }: { $people } waiting, and a place is free.
office-stale = The proposal was made before the programme was edited. Propose again.
office-edited = The programme has been edited since the plan was made. Propose a new plan.
learning-short = Learning group { $number }
learning-section = { $tranche }, from { $from }
learning-year-heading = Year { $year }
learning-counted = { $name } ({ $count ->
    [one] 1 group
   *[other] { $count } groups
 })
# The export of everything
export-file = the programme as a file of a blueprint folder
export-book = cohorts, learning groups, sessions, seats and attendance of the plan in force
export-calendar = all sessions of the plan in force as a calendar
export-cohorts = Cohorts
export-learning = Learning groups
export-sessions = Sessions
export-seats = Seats and attendance
export-cohort = Cohort
export-tranche = Tranche
export-person = Person
export-year = Year
export-group = Group
export-since = From
export-code = Code
export-title = Title
export-day = Day
export-days = Days
export-begins = Begins
export-ends = Ends
export-room = Room
export-teachers = Teachers
export-table = Table
export-attendance = Attendance
export-was-there = present
export-was-away = absent
session-run-sheet = Run sheet for the day

# Time asked
tab-time = Time asked
time-none = There is no plan yet
time-none-text = Once there is a plan, this page says how many minutes it asks of leaders, of their own leaders and of employees.
time-proposal = The figures are for proposal { $number }, which is not published.
time-in-force = The figures are for the plan in force.
time-required = { $minutes ->
    [0] Beside the days in the room, Pejl requires no minutes of a leader.
   *[other] Beside the days in the room, Pejl requires at most { $minutes } minutes of a leader in a quarter. The limit is { $most }.
 }
time-too-much = The plan requires up to { $minutes } minutes of a leader in a quarter beside the days in the room. The limit is { $most }. Take something out, or make it voluntary.
time-look = See the time asked, quarter by quarter
time-how = The figures of a quarter are for the cohort that is asked the most. What is voluntary is never counted for a single leader.
time-quarter = Quarter
time-quarter-name = Quarter { $number }
time-room = In the room
time-learning = Preparation and activities
time-forms-required = Forms that are required
time-free = Voluntary
time-own-leader = The leader's own leader, for each leader
time-employee = Employee
time-sum = Whole year
time-asks = What we ask
time-what = What
time-whom = Whom
time-often = How often
time-minutes = Minutes
time-must = Required
time-may = Voluntary
time-whom-leader = Leader
time-often-module = For each module
time-often-week = Every week
time-often-year = Every year
hours-count = { $hours } hours
