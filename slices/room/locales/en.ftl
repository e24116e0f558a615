# The files
export-sheet = A run sheet, as it can be read in again
sheet-empty = The run sheet has no items
sheet-empty-remedy = Write at least one item: [[beat]]
sheet-minutes = The item cannot last that long
sheet-minutes-remedy = Write minutes from 1 to 240
sheet-question = The item asks something, but the question is missing
sheet-question-remedy = Write question.da = "...", or choose a screen that asks nothing
sheet-days = The days are not in order
sheet-days-remedy = Begin with day 1, and let the days follow each other
sheet-step = The day does not end with my next step
sheet-step-remedy = Let the day's last item have screen = "step" and at least 10 minutes

# Words of the run sheet
lead-teacher = Teacher
lead-facilitator = Facilitator
lead-desk = FIKS
lead-table = The tables themselves
kind-knowledge = Knowledge
kind-reflection = Reflection
kind-action = Action
kind-practical = Practical
kind-minutes = { $name }: { $minutes } min
kinds-label = The day's minutes
screen-text = Heading and exercise
screen-checkin = Check-in
screen-poll-word = Question, one word
screen-poll-scale = Question, scale 1-5
screen-notes = Notes in the four fields
screen-tables = Table plan
screen-outputs = The tables' answers
screen-timer = Clock
screen-step = My next step
minutes = { $minutes } min
quoted = “{ $text }”
on-screen = On the screen: { $screen }
material-needed = To have ready: { $material }
planned-mark = Planned for
day-heading = Day { $number }
day-ends = End

# The list
nav = Run sheets
list-heading = Run sheets
list-lead = How the days are run, item by item. A run sheet belongs to a module and serves every cohort.
list-empty = There are no run sheets yet
list-empty-text = Read them in from a zip file. Begin with the one for all modules: run-sheets/default.md.
sheet-is-default = Serves the modules that have none of their own. { $beats } items, { $days ->
    [one] one day
   *[other] { $days } days
 }.
sheet-is-gathering = For the days when all leaders meet. { $beats } items, { $days ->
    [one] one day
   *[other] { $days } days
 }.
sheet-is-module = { $beats } items, { $days ->
    [one] one day
   *[other] { $days } days
 }.
begin-heading = Give a module its own run sheet
begin-text = It begins as a copy of the common one. Change it afterwards.
begin-module = Module
begin = Make a run sheet
begin-no-module = Choose a module from the list
begun-flash = The run sheet is made. Change it so that it fits the module.
files-heading = Run sheets as files
files-lead = Take them to another cohort or another organisation, or read some in.
files-download = Download all run sheets (zip)
files-upload = Read run sheets in
files-upload-text = A run sheet of the same name is replaced. The others stay as they are.
upload-label = Zip file
upload-hint = With the folder run-sheets, as it is downloaded from here
upload-missing = Choose a file
upload-not-zip = The file is not a zip file
upload-too-large = The files are too large. A run sheet is text, and seldom over 50 kB
upload-not-text = { $path } is not text. Save it as UTF-8
upload-none = There is no folder run-sheets in the file
upload-faulty = The file was not read in. There { $count ->
    [one] is one fault
   *[other] are { $count } faults
 }
uploaded = { $sheets ->
    [one] One run sheet was read in.
   *[other] { $sheets } run sheets were read in.
 }
faults-caption = To mend before the run sheets can be read in
fault-file = File
fault-line = Line
fault-what = What and how
fault = { $message }. { $remedy }.

# One run sheet
sheet-heading = Run sheet: { $name }
sheet-of-module = Change the run sheet for every cohort
about-link = Change name and preparation
about-heading = Name and preparation
about-name-da = Name in Danish
about-name-en = Name in English
about-text = Before the day (in Danish)
about-text-hint = What must be in place before the first one comes
beat-edit-link = Change
beat-edit = Item { $number }
beat-new = New item
beat-name-da = Heading in Danish
beat-name-en = Heading in English
beat-minutes = Minutes
beat-day = Day
beat-purpose-da = Purpose in Danish
beat-purpose-en = Purpose in English
beat-lead = Who leads
beat-kind = What it is
beat-how-da = What you do, in Danish
beat-how-hint = One line for each step
beat-how-en = What you do, in English
beat-material-da = To have ready, in Danish
beat-material-en = To have ready, in English
beat-screen = On the screen
beat-screen-hint = What is shown in the room, and what the phones ask
beat-question-da = Question to the room, in Danish
beat-question-hint = Must be written when the screen asks
beat-question-en = Question in English
beat-up = Move up
beat-remove = Remove the item
beat-insert = Put an item in before this one
beat-too-many = A run sheet has { $most } items at most
beat-changed = Somebody else has changed the run sheet meanwhile. What you wrote is still here. Open the run sheet in another window and look at the change before you save again
too-long = Write { $most } characters at most
save = Save
saved-flash = The run sheet is saved.
back-to-sheet = Back to the run sheet
