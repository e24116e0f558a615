# Adgangskoder
password-short = Adgangskoden er for kort. Brug mindst { $least } tegn, gerne flere ord efter hinanden.
password-long = Adgangskoden er for lang. Brug højst { $most } tegn.
password-common = Adgangskoden er blandt dem, der bliver gættet først. Brug tre eller flere ord, der ikke plejer at stå sammen.
password-personal = Adgangskoden bygger på dit navn, din adresse eller din organisation, og det er let at gætte. Vælg ord, der ikke handler om dig.
wrong-password = Din nuværende adgangskode er ikke rigtig. Intet er ændret.
link-spent = Linket virker ikke længere. Det er brugt, erstattet af et nyere eller for gammelt. Bed om et nyt under Glemt adgangskode, eller spørg den, der inviterede dig.
wait-seconds =
    { $seconds ->
        [one] Der har været for mange forsøg. Vent et sekund, og prøv igen.
       *[other] Der har været for mange forsøg. Vent { $seconds } sekunder, og prøv igen.
    }
wait-minutes =
    { $minutes ->
        [one] Der har været for mange forsøg. Vent et minut, og prøv igen.
       *[other] Der har været for mange forsøg. Vent { $minutes } minutter, og prøv igen.
    }
busy = Der er travlt lige nu. Prøv igen om et øjeblik.

# Brugere
last-administrator = Organisationen skal have mindst én administrator. Giv først rollen til en anden. Intet er ændret.
no-role = Vælg mindst én rolle. Intet er ændret.

# Breve
greeting = Hej { $name }
greeting-nobody = Hej
invitation-subject = Du er inviteret til Pejl i { $organisation }
invitation-body =
    { $organisation } bruger Pejl til lederudviklingsforløbet. Her kan du se dit næste modul, og hvor det foregår.

    Åbn linket, og vælg en adgangskode:
    { $link }

    Linket virker én gang og indtil { $until }. Får du det ikke brugt, kan du bede om et nyt.

    Kender du ikke til det, så se bort fra mailen. Så sker der ikke mere.
added-body =
    { $organisation } har inviteret dig i Pejl. Du har allerede en konto, og din adgangskode er den samme.

    Åbn linket, og sig ja tak:
    { $link }

    Linket virker én gang og indtil { $until }.

    Kender du ikke til det, så se bort fra mailen. Så sker der ikke mere.
reset-subject = Vælg en ny adgangskode til Pejl
reset-body =
    Nogen, forhåbentlig dig, har bedt om en ny adgangskode til Pejl.

    Åbn linket, og vælg en ny:
    { $link }

    Linket virker én gang og indtil { $until }.

    Var det ikke dig, så se bort fra mailen. Din adgangskode er ikke ændret.
changed-subject = Din adgangskode til Pejl er ændret
changed-body =
    Adgangskoden til din konto i Pejl er lige blevet ændret, og andre browsere er logget ud.

    Var det ikke dig, så vælg straks en ny adgangskode her, og sig det til din administrator:
    { $link }
moment = { $date } kl. { $time }
