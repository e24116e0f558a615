# Menu
nav-own = Din konto
nav-members = Brugere og roller

# Fælles ord
name = Navn
email = E-mail
password = Adgangskode
organisation = Organisation
roles = Roller
state = Status
save = Gem
moment = { $date } kl. { $time }

# Log ind
sign-in-title = Log ind
sign-in-button = Log ind
sign-in-known = Du er logget ind som { $name }. Logger du ind her, bliver du logget ud dér.
sign-in-demo = Det her er en demo. Du kan gå ind uden adgangskode:
sign-in-refused = E-mail og adgangskode passer ikke sammen. Prøv igen, eller vælg en ny adgangskode under Glemt adgangskode.
sign-in-nowhere = Din konto er ikke længere med i nogen organisation. Spørg forløbsledelsen, hvis du mener, at den skulle være det.
signed-out = Du er logget ud.
forgotten-link = Glemt adgangskode?
forgotten-title = Glemt adgangskode
forgotten-lead = Skriv din e-mail, så sender vi et link, hvor du kan vælge en ny adgangskode.
forgotten-button = Send link
forgotten-sent-heading = Tjek din indbakke
forgotten-sent = Hvis adressen hører til en konto, er der en mail på vej. Linket i den virker i to timer. Kommer der ingen, så se i uønsket post, eller spørg den, der inviterede dig.

# Links
link-welcome = Velkommen til Pejl i { $organisation }
link-join = { $organisation } inviterer dig
link-replace = Vælg en ny adgangskode
link-choose-lead = Det gælder kontoen { $email }.
link-join-lead = Din konto { $email } får adgang til endnu en organisation. Din adgangskode er den samme som før.
link-join-button = Ja tak
link-joined = Du er nu med i { $organisation }. Log ind, som du plejer.
link-spent-title = Linket virker ikke længere
link-spent-text = Det er brugt, erstattet af et nyere eller for gammelt. Har du en adgangskode, så log ind. Ellers bed om et nyt link; det er også vejen, hvis din invitation er udløbet.
welcome = Velkommen. Din adgangskode er gemt, og du er logget ind.

# Adgangskode
password-new = Ny adgangskode
password-again = Den nye adgangskode igen
password-present = Nuværende adgangskode
password-hint = Mindst 12 tegn. Tre eller flere ord efter hinanden er nemme at huske og svære at gætte.
password-save = Gem adgangskode
password-differs = De to adgangskoder er ikke ens. Skriv dem igen.
password-change-title = Skift adgangskode
password-change-lead = Når du skifter, bliver du logget ud i alle andre browsere, og du får en mail om det.
password-changed = Din adgangskode er skiftet, og andre browsere er logget ud.
password-replaced = Din nye adgangskode er gemt, og du er logget ind.

# Din konto
own-title = Din konto
language-title = Sprog
language-legend = Sprog på sider og i mails
language-da = Dansk
language-en = English
language-saved = Sproget er gemt.
sessions-title = Her er du logget ind
sessions-lead = Kender du ikke en af dem, så log den ud og skift adgangskode.
session-browser = Browser
session-seen = Sidst brugt
session-created = Logget ind
session-end = Log ud
session-current = Denne browser
session-ended = Browseren er logget ud.
sessions-end-others = Log alle andre ud
others-ended =
    { $count ->
        [0] Du var ikke logget ind andre steder.
        [one] En anden browser er logget ud.
       *[other] { $count } andre browsere er logget ud.
    }
unknown-browser = Ukendt browser

# Organisationer
organisations-title = Vælg organisation
organisations-lead = Din konto er med i flere organisationer. Du kan skifte igen senere under Din konto.
organisation-enter = Gå til { $name }
organisation-stay = Fortsæt i { $name }

# Brugere og roller
members-title = Brugere og roller
members-lead = Her er alle, der kan logge ind i organisationen, og dem, der er inviteret.
members-search = Søg på navn, e-mail eller rolle
members-search-button = Find
members-count =
    { $count ->
        [one] 1 bruger
       *[other] { $count } brugere
    }
members-none = Ingen brugere endnu
members-none-text = Inviter den første, for eksempel en fra forløbsledelsen. Lederne bliver inviteret, når planen er offentliggjort.
members-none-found = Ingen passer til det, du søgte
members-none-found-text = Prøv med en del af navnet eller e-mailen.
members-all = Vis alle
invite-title = Inviter en bruger
invite-lead = Vi sender en mail med et link, der virker i 14 dage. Den, du inviterer, vælger selv adgangskode.
invite-button = Send invitation
invite-again = Send invitationen igen
invited = Invitationen til { $email } er på vej.
email-faulty = Det ligner ikke en e-mail. Skriv den som navn@kommune.dk.
role-missing = Vælg mindst én rolle.
roles-legend = Hvilke roller har personen?
roles-hint = Man kan have flere roller. Ændringen gælder fra næste side, vedkommende åbner.
roles-saved = Rollerne er gemt.
state-active = Aktiv
state-invited = Inviteret
state-letter-waits = Invitation på vej
state-letter-failed = Mailen kunne ikke sendes
state-ended = Adgang ophørt
since-active = Aktiv siden
since-invited = Inviteret
since-ended = Ophørt
state-left = Fratrådt, adgang ophørt
state-left-kept = Fratrådt, har stadig adgang
since-left = Ikke i medarbejderarket siden
members-left =
    { $count ->
        [one] 1 bruger står ikke længere i medarbejderarket
       *[other] { $count } brugere står ikke længere i medarbejderarket
    }
members-left-text = Deres adgang er ophørt af sig selv. Forløbsledelse og administratorer beholder deres, indtil en af jer tager stilling. Er det en fejl i arket, kan du give adgangen tilbage.
members-left-show = Se hvem
left-kept-heading = Personen står ikke længere i medarbejderarket
left-kept-text = Administratorer og forløbsledelse mister ikke adgangen af sig selv, så en fejl i arket ikke lukker jer ude. Stop adgangen nedenfor, eller behold den.
left-keep = Behold adgangen
left-text = Adgangen ophørte af sig selv, fordi personen ikke står i det nyeste medarbejderark.
restore-button = Giv { $name } adgangen tilbage
member-restored = { $name } har adgang igen.
end-title = Adgang
end-fold = Stop adgangen
end-text = Vedkommende bliver logget ud og kan ikke logge ind i organisationen mere. Intet andet bliver slettet. Du kan invitere igen senere.
end-button = Stop adgangen for { $name }
ended-text = Giv adgangen tilbage med de samme roller, eller inviter igen med samme e-mail for at vælge andre.
member-ended = Adgangen for { $name } er ophørt.

# Roller
role-administrator = Administrator
role-administrator-does = Sætter Pejl op og styrer, hvem der kan logge ind. Ser ikke forløbets indhold.
role-office = Forløbsledelse
role-office-does = Sætter retningen, henter organisationen ind, lægger planen og følger den.
role-leader = Leder
role-leader-does = Ser, hvad der er det næste, forbereder sig og finder sin læringsgruppe.
role-teacher = Underviser, facilitator
role-teacher-does = Ser sine egne sessioner, deltagere og materiale, og krydser fremmøde af.
role-consultant = FIKS-medarbejder
role-consultant-does = Viser sine kompetencer og tager imod henvendelser.
role-top-management = Direktion
role-top-management-does = Ser, om planen holder, og hvad der skal besluttes.
role-sparring-partner = Sparringspartner
role-sparring-partner-does = Læser én leders rapport, når lederen har sagt ja.
role-guest = Gæst
role-guest-does = Deltager i ét projekt: borger, virksomhed eller frivillig.
role-consultancy = Konsulenthus, professionshøjskole
role-consultancy-does = Arbejder med flere organisationer og ser aldrig nogens svar.

# Demo
demo-title = Prøv eksemplet
demo-lead = Alle personer er opdigtede. Vælg en rolle, og gå ind uden adgangskode. Du kan altid komme tilbage hertil og vælge en anden.
demo-enter = Gå ind som { $name }
demo-empty = Eksemplet har ingen brugere endnu
demo-empty-text = Start det forfra med script/demo.
mailbox-title = Demo-postkasse
mailbox-lead = I demoen sendes der ingen rigtige mails. De ender her, så du kan se dem og åbne linkene i dem.
mailbox-empty = Ingen mails endnu
mailbox-empty-text = Inviter en bruger, eller bed om en ny adgangskode, så kommer der en.
letter-subject = Emne
letter-to = Til
letter-at = Sendt
