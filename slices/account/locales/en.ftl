# Menu
nav-own = Your account
nav-members = Users and roles

# Shared words
name = Name
email = E-mail
password = Password
organisation = Organisation
roles = Roles
state = Status
save = Save
moment = { $date } at { $time }

# Sign in
sign-in-title = Sign in
sign-in-button = Sign in
sign-in-known = You are signed in as { $name }. Signing in here signs you out there.
sign-in-demo = This is a demo. You can enter without a password:
sign-in-refused = E-mail and password do not match. Try again, or choose a new password under Forgotten password.
sign-in-nowhere = Your account no longer belongs to any organisation. Ask the programme office if you think it should.
signed-out = You are signed out.
forgotten-link = Forgotten password?
forgotten-title = Forgotten password
forgotten-lead = Write your e-mail address, and we send a link where you can choose a new password.
forgotten-button = Send link
forgotten-sent-heading = Check your inbox
forgotten-sent = If the address belongs to an account, a mail is on its way. The link in it works for two hours. If none comes, look among unwanted mail, or ask the person who invited you.

# Links
link-welcome = Welcome to Pejl in { $organisation }
link-join = { $organisation } invites you
link-replace = Choose a new password
link-choose-lead = This is for the account { $email }.
link-join-lead = Your account { $email } gets access to one more organisation. Your password is the same as before.
link-join-button = Yes, please
link-joined = You now belong to { $organisation }. Sign in as usual.
link-spent-title = The link no longer works
link-spent-text = It has been used, replaced by a newer one, or is too old. If you have a password, sign in. Otherwise ask for a new link; that is also the way if your invitation has run out.
welcome = Welcome. Your password is saved, and you are signed in.

# Password
password-new = New password
password-again = The new password again
password-present = Present password
password-hint = At least 12 characters. Three or more words in a row are easy to remember and hard to guess.
password-save = Save password
password-differs = The two passwords are not the same. Write them again.
password-change-title = Change password
password-change-lead = When you change it, you are signed out in all other browsers, and you get a mail about it.
password-changed = Your password is changed, and other browsers are signed out.
password-replaced = Your new password is saved, and you are signed in.

# Your account
own-title = Your account
language-title = Language
language-legend = Language of pages and mails
language-da = Dansk
language-en = English
language-saved = The language is saved.
sessions-title = Where you are signed in
sessions-lead = If you do not know one of them, sign it out and change your password.
session-browser = Browser
session-seen = Last used
session-created = Signed in
session-end = Sign out
session-current = This browser
session-ended = The browser is signed out.
sessions-end-others = Sign out all others
others-ended =
    { $count ->
        [0] You were not signed in anywhere else.
        [one] One other browser is signed out.
       *[other] { $count } other browsers are signed out.
    }
unknown-browser = Unknown browser

# Organisations
organisations-title = Choose organisation
organisations-lead = Your account belongs to several organisations. You can change later under Your account.
organisation-enter = Go to { $name }
organisation-stay = Stay in { $name }

# Users and roles
members-title = Users and roles
members-lead = Everybody who can sign in to the organisation, and those who are invited.
members-search = Find by name, e-mail or role
members-search-button = Find
members-count =
    { $count ->
        [one] 1 user
       *[other] { $count } users
    }
members-none = No users yet
members-none-text = Invite the first one, for example somebody from the programme office. The leaders are invited when the plan is published.
members-none-found = Nobody matches your search
members-none-found-text = Try a part of the name or the e-mail address.
members-all = Show all
invite-title = Invite a user
invite-lead = We send a mail with a link that works for 14 days. The person you invite chooses the password.
invite-button = Send invitation
invite-again = Send the invitation again
invited = The invitation to { $email } is on its way.
email-faulty = That does not look like an e-mail address. Write it as name@kommune.dk.
role-missing = Choose at least one role.
roles-legend = What is this person here?
roles-hint = One can have several roles. The change holds from the next page the person opens.
roles-saved = The roles are saved.
state-active = Active
state-invited = Invited
state-letter-waits = Invitation on its way
state-letter-failed = The mail could not be sent
state-ended = Access ended
since-active = Active since
since-invited = Invited
since-ended = Ended
state-left = Left, access ended
state-left-kept = Left, still has access
since-left = Not in the HR file since
members-left =
    { $count ->
        [one] 1 user no longer stands in the HR file
       *[other] { $count } users no longer stand in the HR file
    }
members-left-text = Their access ended by itself. The programme office and administrators keep theirs until one of you decides. If the file was wrong, you can give access back.
members-left-show = See who
left-kept-heading = This person no longer stands in the HR file
left-kept-text = Administrators and the programme office do not lose access by themselves, so that an error in the file does not shut you out. End access below, or keep it.
left-keep = Keep access
left-text = Access ended by itself because this person does not stand in the newest HR file.
restore-button = Give { $name } access again
member-restored = { $name } has access again.
end-title = Access
end-fold = End access
end-text = The person is signed out and can no longer sign in to the organisation. Nothing else is deleted. You can invite again later.
end-button = End access for { $name }
ended-text = Give access back with the same roles, or invite again with the same e-mail address to choose others.
member-ended = Access for { $name } has ended.

# Roles
role-administrator = Administrator
role-administrator-does = Sets Pejl up and decides who can sign in. Does not see the content of the programme.
role-office = Programme office
role-office-does = Sets the direction, brings the organisation in, makes the plan and follows it.
role-leader = Leader
role-leader-does = Sees what is next, prepares, and finds the learning group.
role-teacher = Teacher, facilitator
role-teacher-does = Sees own sessions, participants and material, and ticks attendance.
role-consultant = FIKS consultant
role-consultant-does = Shows competences and takes requests.
role-top-management = Top management
role-top-management-does = Sees whether the plan is kept, and what there is to decide.
role-sparring-partner = Sparring partner
role-sparring-partner-does = Reads one leader's report, when the leader has said yes.
role-guest = Guest
role-guest-does = Takes part in one project: citizen, company or volunteer.
role-consultancy = Consultancy, university college
role-consultancy-does = Works with several organisations and never sees anybody's answers.

# Demo
demo-title = Try the example
demo-lead = All persons are fictional. Choose a role and enter without a password. You can always come back here and choose another.
demo-enter = Enter as { $name }
demo-empty = The example has no users yet
demo-empty-text = Start it afresh with script/demo.
mailbox-title = Demo mailbox
mailbox-lead = The demo sends no real mail. It ends up here, so that you can see it and open the links in it.
mailbox-empty = No mail yet
mailbox-empty-text = Invite a user, or ask for a new password, and one will come.
letter-subject = Subject
letter-to = To
letter-at = Sent
