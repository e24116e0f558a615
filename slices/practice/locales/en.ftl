# My next step
nav-steps = Next steps
next-step = My next step
step-title = A step to try
step-sentence = When { $when }, I will { $then }
by-day = By { $day }
done-on = Done { $day }
dropped-on = Dropped { $day }
late = The date has passed.
came-of-it = What came of it: { $outcome }
act-done = Done
act-moved = Move
act-dropped = Drop
act-undo = Undo
settled-done = Well done. What came of it? One sentence is enough.
settled-moved = Moved to { $day }.
settled-dropped = Dropped. That is an answer too.
settled-undone = Undone. The step stands as it did before.
settle-past = Choose a date that has not passed.
settle-unknown = Choose done, move or drop.

# Cards and lists
card-none = You have no step under way. Writing the next one takes less than a minute.
card-another = Write another next step
card-all = See all my steps
card-more = { $more ->
    [one] See all: there is one more under way
   *[other] See all: there are { $more } more under way
 }
list-lead = Something you want to try in your own operations. Only you can see it unless you share it.
list-open = Under way
list-over = Finished
list-shared = Shared with you
list-shared-link = See what your learning group and those you are a partner to share with you
shared-lead = Only what each person has chosen to share. The programme office and the top management do not see it.
shared-as-makker = You are the partner
shared-no-makker = Nobody has a step with you as their partner right now.
shared-in-group = From your learning group
shared-none = Nobody in your learning group has shared anything yet.

# The form
form-lead = It takes less than a minute. Only the first three fields must be filled in.
form-when = When …
form-when-hint = Something that happens in your own operations in an ordinary week. For example: we hold our Monday board meeting
form-then = … I will
form-then-hint = What you do differently. For example: ask what we can leave undone this week
form-by = By
form-seen = How can it be seen?
form-seen-hint = What would a member of staff notice?
form-makker = Partner
form-makker-hint = A fellow leader who knows of it and can cheer you on. We ask them first, and only once.
form-makker-none = No partner
form-makker-near = { $name } (your learning group)
form-makker-unknown = Choose a fellow leader from the list.
form-group = Share with my learning group
form-group-hint = They see the sentence, the date and what came of it.
form-leader = Share with my own leader
form-leader-hint = Your own leader does not see it otherwise.
form-tied = What does it belong to? Filled in from your latest module
form-module = Module
form-field = Field
form-guidepost = Guidepost
form-aim = Aim of the vision
form-none = Nothing chosen
form-save = Save my next step
form-saved = Your next step is saved.
form-edit = Change the step
form-long = The text has { $letters } characters. There is room for { $most }; write it shorter.

# One step
outcome-label = What came of it:
outcome-ask = What came of it?
outcome-hint = One sentence. It can also wait.
outcome-save = Save
move-heading = Move it to another day
move-to = New date
drop-heading = Drop it
drop-word = Why?
drop-hint = Only you see this.
about-heading = About the step
shared-with = Shared with
shared-group = your learning group
shared-leader = your own leader
shared-nobody = nobody
history-heading = What has happened
history-made = { $on }: written
history-confirmed = { $on }: confirmed after the day
history-edited = { $on }: changed
history-done = { $on }: done
history-moved = { $on }: moved to { $to }
history-dropped = { $on }: dropped
history-dropped-word = { $on }: dropped ("{ $word }")
history-undone = { $on }: undone

# Written in the room
told-question = Is this yours?
told-text = It was written on a phone in the room in your name. Nobody else sees it until you say yes.
told-keep = Yes, it is mine
told-edit = Change it
told-not-mine = No, delete it
told-kept = It is your next step now.
told-gone = Deleted.

# Partner
makker-asks = { $name } asks whether you will be their partner: see one step and send a word along.
makker-yes = Yes, gladly
makker-no = No, thank you
makker-yes-said = Thank you. Here you see what you are a partner to.
makker-no-said = That is fine. You will not be asked again.
makker-waits = { $name } has been asked to be your partner and has not answered yet.
makker-said-no = { $name } has said no to being your partner this time. Choose somebody else, or go on without.
cheers-heading = A word along the way
cheer-label = A word along the way
cheer-hint = One line. Only the person who wrote the step sees it.
cheer-send = Send
cheer-said = Sent.

# The programme office
office-heading = Next steps in the whole programme
office-written = { $leaders } leaders have written a next step.
office-done = { $leaders } have done at least one.
office-note = Counts for the whole programme only, and only of at least 5 leaders. What is written is seen by nobody but those it is shared with.
ask-step = One step in own operations: When ..., I will ...
ask-outcome = What came of it, in one sentence

# The link in the mail
tap-sure = You chose "{ $did }" in the mail. Press to save it.
tap-spent = The link is no longer good
tap-spent-text = A link in the Monday mail is good for three weeks and for one step only. Sign in, and you will find it under Steps.
tap-sign-in = Sign in
tap-others = The link opens this one step only.
