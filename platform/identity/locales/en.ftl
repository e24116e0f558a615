# Passwords
password-short = The password is too short. Use at least { $least } characters, preferably several words in a row.
password-long = The password is too long. Use at most { $most } characters.
password-common = The password is among those that are guessed first. Use three or more words that do not usually stand together.
password-personal = The password is built on your name, your address or your organisation, which is easy to guess. Choose words that are not about you.
wrong-password = Your present password is not right. Nothing was changed.
link-spent = The link no longer works. It has been used, replaced by a newer one, or is too old. Ask for a new one under Forgotten password, or ask the person who invited you.
wait-seconds =
    { $seconds ->
        [one] There have been too many tries. Wait a second and try again.
       *[other] There have been too many tries. Wait { $seconds } seconds and try again.
    }
wait-minutes =
    { $minutes ->
        [one] There have been too many tries. Wait a minute and try again.
       *[other] There have been too many tries. Wait { $minutes } minutes and try again.
    }
busy = It is busy just now. Try again in a moment.

# Users
last-administrator = The organisation must have at least one administrator. Give the role to somebody else first. Nothing was changed.
no-role = Choose at least one role. Nothing was changed.

# Letters
greeting = Dear { $name }
greeting-nobody = Hello
invitation-subject = You are invited to Pejl in { $organisation }
invitation-body =
    { $organisation } uses Pejl for its leadership development programme. Here you see what is next for you, and where it is.

    Open the link and choose a password:
    { $link }

    The link works once and until { $until }. If you do not get to use it, you can ask for a new one.

    If this means nothing to you, ignore the mail. Then nothing more happens.
added-body =
    { $organisation } has invited you in Pejl. You already have an account, and your password is the same.

    Open the link and say yes:
    { $link }

    The link works once and until { $until }.

    If this means nothing to you, ignore the mail. Then nothing more happens.
reset-subject = Choose a new password for Pejl
reset-body =
    Somebody, hopefully you, has asked for a new password for Pejl.

    Open the link and choose one:
    { $link }

    The link works once and until { $until }.

    If it was not you, ignore the mail. Your password has not been changed.
changed-subject = Your password for Pejl has been changed
changed-body =
    The password of your account in Pejl has just been changed, and other browsers are signed out.

    If it was not you, choose a new password here at once and tell your administrator:
    { $link }
moment = { $date } at { $time }
