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

# The room
sheet-along = The run sheet is now on this machine too, and opens without network.
run-title = Run the day: { $title }
run-open = Open the room
run-closed-text = When the room is open, participants can come in with their phones, and the day can be run from here.
run-sheet-link = The day's run sheet
run-before = The day has not begun
run-before-text = Show the screen, and let people come in. Press “Begin” when you start.
run-begin = Begin
run-next = Next
run-previous = Previous
run-longer = 5 min. more
run-shorter = 5 min. less
run-ask = Take answers
run-stop = Close the question
run-until = until { $time }
run-behind = { $minutes ->
    [one] The day is one minute late.
   *[other] The day is { $minutes } minutes late.
}
run-ahead = { $minutes ->
    [one] The day is one minute ahead.
   *[other] The day is { $minutes } minutes ahead.
}
run-on-time = The day keeps its time.
run-gift = “{ $name }” can give { $minutes } minutes.
run-take = Take them
run-acted = Last changed by { $name }.
run-late = { $name } pressed a moment before you. Here is the day as it is now.
run-unknown = The button does not belong to this page. Load the page again.
run-code = The room's code
run-renew = New code
run-wall = Open the screen in a new window
run-gathered = What has come in
run-hide = Take down
run-show = Put up again
run-rest = The rest of the day
run-skip = Skip
run-keep = Take it after all
run-later = Move down
run-skipped = skipped
run-over = When the day is over
run-over-text = When the room closes, nobody can come in, and answers can no longer be traced to a phone. What came out of the day stays.
run-close = Close the room
code-renewed = The room has a new code. Those who are in stay in.
closed-flash = The room is closed.
guests = { $count ->
    [0] No phones are in yet.
    [one] One phone is in.
   *[other] { $count } phones are in.
}
look-again = See whether there is news

# The wall
wall-title = Screen: { $title }
wall-welcome = Welcome to { $title }
wall-welcome-text = Come in with your phone. You need not sign in.
wall-qr = QR code of the room
wall-step = Write your next step on your phone. Say it aloud to your makker.
answers-given = { $count ->
    [0] No answers yet.
    [one] One answer.
   *[other] { $count } answers.
}
and-more = and { $count } more
notes-no-field = Without a field
desk = Table { $number }
desk-none = No table chosen
steps-written = { $count ->
    [0] Nobody has written a next step yet.
    [one] One person has written a next step.
   *[other] { $count } have written their next step.
}

# The phone
join-title = Come into the room
code-label = Code
code-hint = Six letters. It stands on the screen in the room.
code-unknown = The code opens no room. Look at the screen to see whether it is typed as it stands there.
code-wait = Too many wrong codes were tried. { $wait }
join-go = Go on
enter-lead = You need not sign in, and we do not ask your name.
enter-go = Come in
desk-label = Which table do you sit at?
desk-later = I will say later
desk-change = Change table
desk-save = Keep table
desk-first = First choose your table at the bottom of the page
room-full = There are more phones in the room than there use to be people. Tell whoever runs the day: a new code lets no more in.
phone-promise = What you send is kept without your name, and nobody can see which phone it came from.
phone-in = You are in
phone-in-text = The page changes by itself when the day goes on.
phone-look-up = Look up. The phone tells you when there is a question.
phone-over = The room is closed.
phone-answered = Your answer: { $answer }
phone-send = Send
phone-change = Change my answer
phone-kept = There is no network. What you wrote is on the phone and is sent when the network is back.
phone-sent = The network is back, and what you wrote has been sent.
phone-lost = The room did not take what you wrote:
phone-not-sent = This was not sent:
question-closed = The question takes no answers now.
answered = Your answer is sent.
word-label = One word
scale-label = Your answer
scale-low = { $value } (not at all)
scale-high = { $value } (entirely)
scale-wrong = Choose a number from 1 to { $most }
note-label = Your note
note-hint = 500 characters at most
note-field = Field
note-field-choose = Choose the field that the note belongs to
note-send = Put the note up
note-kept = Sent. You can send another.
brought-heading = From your table
brought-label = What the table has come to
step-lead = Ten minutes to yourself: what do you do when you are back in operations?
step-when = When ...
step-when-hint = A situation that you know will come: “When we meet at the board on Monday”
step-then = ... I will
step-then-hint = What you do: “I ask what we can leave undone”
step-by = By
step-by-past = Choose today or a later day
step-person = Who are you?
step-person-hint = Only so that the step can lie on your page. There you say yourself whether it is yours.
step-person-choose = Choose your name
step-choose = Choose your name
step-makker = Your makker
step-nobody = Nobody yet
step-send = Keep my next step
step-kept = Kept. Now say it aloud to your makker.
step-promise = Only you see the step until you share it yourself. The screen shows only how many have written one.

# What came out of the day
outcome-title = What came out of the day: { $title }
outcome-link = What came out of the day
outcome-lead = Seen by those who were there, those who ran the day, and the programme office.
outcome-none = Nothing has been gathered yet
outcome-none-text = Answers, notes and the tables' work come here when the day is run.
outcome-value = Answer
outcome-count = Number
outcome-empty-field = Nothing here.
photos-heading = Paper and boards
photo-title = What does the picture show?
photo-title-hint = For example: Table 3, shared agreements
photo-label = Picture
photo-hint = JPEG, PNG, WebP or HEIC, 20 MB at most. Place and camera are removed from the picture.
photo-put = Add the picture
photo-missing = Choose a picture
photo-untitled = Picture of the day
photo-kept = The picture has been added.
photo-gone = The picture has been removed.
photo-remove = Remove
told-open = Open the room
told-run = Run the day
