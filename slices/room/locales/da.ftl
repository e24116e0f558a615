# Filerne
export-sheet = En drejebog, som den kan læses ind igen
sheet-empty = Drejebogen har ingen punkter
sheet-empty-remedy = Skriv mindst ét punkt: [[beat]]
sheet-minutes = Punktet kan ikke vare så længe
sheet-minutes-remedy = Skriv minutter fra 1 til 240
sheet-question = Punktet spørger om noget, men spørgsmålet mangler
sheet-question-remedy = Skriv question.da = "...", eller vælg en skærm, der ikke spørger
sheet-days = Dagene står ikke i rækkefølge
sheet-days-remedy = Begynd med dag 1, og lad dagene følge efter hinanden
sheet-step = Dagen slutter ikke med mit næste skridt
sheet-step-remedy = Lad dagens sidste punkt have screen = "step" og mindst 10 minutter

# Ord i drejebogen
lead-teacher = Underviser
lead-facilitator = Facilitator
lead-desk = FIKS
lead-table = Bordene selv
kind-knowledge = Viden
kind-reflection = Refleksion
kind-action = Handling
kind-practical = Praktisk
kind-minutes = { $name }: { $minutes } min.
kinds-label = Dagens minutter
screen-text = Overskrift og opgave
screen-checkin = Tjek ind
screen-poll-word = Spørgsmål, ét ord
screen-poll-scale = Spørgsmål, skala 1-5
screen-notes = Sedler i de fire felter
screen-tables = Bordplan
screen-outputs = Bordenes svar
screen-timer = Ur
screen-step = Mit næste skridt
minutes = { $minutes } min.
quoted = »{ $text }«
on-screen = På skærmen: { $screen }
material-needed = Skal ligge klar: { $material }
planned-mark = Planlagt til
day-heading = Dag { $number }
day-ends = Slut

# Listen
nav = Drejebøger
list-heading = Drejebøger
list-lead = Sådan køres dagene, punkt for punkt. En drejebog hører til et modul og bruges af alle hold.
list-empty = Der er ingen drejebøger endnu
list-empty-text = Læs dem ind fra en zip-fil. Begynd med den, der gælder for alle moduler: run-sheets/default.md.
sheet-is-default = Bruges af de moduler, der ikke har deres egen. { $beats } punkter, { $days ->
    [one] én dag
   *[other] { $days } dage
 }.
sheet-is-gathering = Til dagene, hvor alle ledere mødes. { $beats } punkter, { $days ->
    [one] én dag
   *[other] { $days } dage
 }.
sheet-is-module = { $beats } punkter, { $days ->
    [one] én dag
   *[other] { $days } dage
 }.
begin-heading = Giv et modul sin egen drejebog
begin-text = Den begynder som en kopi af den fælles. Ret den bagefter.
begin-module = Modul
begin = Lav drejebog
begin-no-module = Vælg et modul fra listen
begun-flash = Drejebogen er lavet. Ret den, så den passer til modulet.
files-heading = Drejebøger som filer
files-lead = Tag dem med til et andet hold eller en anden organisation, eller læs nogen ind.
files-download = Hent alle drejebøger (zip)
files-upload = Læs drejebøger ind
files-upload-text = En drejebog med samme navn bliver skiftet ud. De andre bliver, som de er.
upload-label = Zip-fil
upload-hint = Med mappen run-sheets, som den hentes herfra
upload-missing = Vælg en fil
upload-not-zip = Filen er ikke en zip-fil
upload-too-large = Filerne fylder for meget. En drejebog er tekst og fylder sjældent over 50 kB
upload-not-text = { $path } er ikke tekst. Gem den som UTF-8
upload-none = Der er ingen mappe run-sheets i filen
upload-faulty = Filen er ikke læst ind. Der er { $count ->
    [one] én fejl
   *[other] { $count } fejl
 }
uploaded = { $sheets ->
    [one] Én drejebog er læst ind.
   *[other] { $sheets } drejebøger er læst ind.
 }
faults-caption = Det skal rettes, før drejebøgerne kan læses ind
fault-file = Fil
fault-line = Linje
fault-what = Hvad og hvordan
fault = { $message }. { $remedy }.

# En drejebog
sheet-heading = Drejebog: { $name }
sheet-of-module = Ret drejebogen for alle hold
about-link = Ret navn og forberedelse
about-heading = Navn og forberedelse
about-name-da = Navn
about-name-en = Navn på engelsk
about-text = Før dagen
about-text-hint = Hvad skal være på plads, før den første kommer
beat-edit-link = Ret
beat-edit = Punkt { $number }
beat-new = Nyt punkt
beat-name-da = Overskrift
beat-name-en = Overskrift på engelsk
beat-minutes = Minutter
beat-day = Dag
beat-purpose-da = Formål
beat-purpose-en = Formål på engelsk
beat-lead = Hvem leder
beat-kind = Hvad det er
beat-how-da = Sådan gør I
beat-how-hint = Én linje for hvert trin
beat-how-en = Sådan gør I, på engelsk
beat-material-da = Skal ligge klar
beat-material-en = Skal ligge klar, på engelsk
beat-screen = På skærmen
beat-screen-hint = Det, der vises i rummet, og det, telefonerne spørger om
beat-question-da = Spørgsmål til rummet
beat-question-hint = Skal skrives, når skærmen spørger
beat-question-en = Spørgsmål på engelsk
beat-up = Flyt op
beat-remove = Fjern punktet
beat-insert = Sæt et punkt ind før dette
beat-too-many = Der er højst { $most } punkter i en drejebog
beat-changed = En anden har rettet drejebogen imens. Det, du har skrevet, står her endnu. Åbn drejebogen i et nyt vindue, og se rettelsen, før du gemmer igen
too-long = Skriv højst { $most } tegn
save = Gem
saved-flash = Drejebogen er gemt.
back-to-sheet = Tilbage til drejebogen

# Rummet
sheet-along = Drejebogen ligger nu også på denne maskine og kan åbnes uden net.
run-title = Kør dagen: { $title }
run-open = Åbn rummet
run-closed-text = Når rummet er åbent, kan deltagerne komme ind med deres telefoner, og dagen kan køres herfra.
run-sheet-link = Dagens drejebog
run-before = Dagen er ikke begyndt
run-before-text = Vis skærmen, og lad deltagerne komme ind. Tryk »Begynd«, når I går i gang.
run-begin = Begynd
run-next = Næste
run-previous = Forrige
run-longer = 5 min. mere
run-shorter = 5 min. mindre
run-ask = Tag imod svar
run-stop = Luk for svar
run-until = til kl. { $time }
run-behind = { $minutes ->
    [one] Dagen er ét minut bagud.
   *[other] Dagen er { $minutes } minutter bagud.
}
run-ahead = { $minutes ->
    [one] Dagen er ét minut foran.
   *[other] Dagen er { $minutes } minutter foran.
}
run-on-time = Dagen holder tiden.
run-gift = »{ $name }« kan give { $minutes } minutter.
run-take = Tag dem
run-acted = Sidst ændret af { $name }.
run-late = { $name } trykkede et øjeblik før. Her er dagen, som den er nu.
run-unknown = Knappen passer ikke til siden. Hent siden igen.
run-code = Kode til rummet
run-renew = Ny kode
run-wall = Åbn skærmen i et nyt vindue
run-gathered = Det er kommet
run-hide = Tag ned
run-show = Sæt op igen
run-rest = Resten af dagen
run-skip = Spring over
run-keep = Tag med alligevel
run-later = Flyt ned
run-skipped = springes over
run-over = Når dagen er slut
run-over-text = Når rummet lukkes, kan ingen komme ind, og svarene kan ikke længere føres tilbage til en telefon. Det, der kom ud af dagen, bliver.
run-close = Luk rummet
code-renewed = Rummet har fået en ny kode. De, der er inde, bliver inde.
closed-flash = Rummet er lukket.
guests = { $count ->
    [0] Ingen telefoner er med endnu.
    [one] Én telefon er med.
   *[other] { $count } telefoner er med.
}
look-again = Se, om der er nyt

# Skærmen
wall-title = Skærm: { $title }
wall-welcome = Velkommen til { $title }
wall-welcome-text = Kom ind med din telefon. Du skal ikke logge ind.
wall-qr = QR-kode til rummet
wall-step = Skriv dit næste skridt på telefonen. Sig det højt til din makker.
answers-given = { $count ->
    [0] Ingen svar endnu.
    [one] Ét svar.
   *[other] { $count } svar.
}
and-more = og { $count } mere
notes-no-field = Uden felt
desk = Bord { $number }
desk-none = Intet bord valgt
steps-written = { $count ->
    [0] Ingen har skrevet deres næste skridt endnu.
    [one] Én har skrevet sit næste skridt.
   *[other] { $count } har skrevet deres næste skridt.
}

# Telefonen
join-title = Kom ind i rummet
code-label = Kode
code-hint = Seks bogstaver. Den står på skærmen i lokalet.
code-unknown = Koden åbner ikke noget rum. Se efter på skærmen, om den er skrevet rigtigt.
code-wait = Der er prøvet for mange forkerte koder. { $wait }
join-go = Videre
enter-lead = Du skal ikke logge ind, og vi spørger ikke om dit navn.
enter-go = Gå ind
desk-label = Hvilket bord sidder du ved?
desk-later = Det siger jeg senere
desk-change = Skift bord
desk-save = Gem bord
desk-first = Vælg først dit bord nederst på siden
room-full = Der er flere telefoner i rummet, end der plejer at være mennesker. Sig det til den, der kører dagen: En ny kode lukker for flere.
phone-promise = Det, du sender, gemmes uden dit navn, og ingen kan se, hvilken telefon det kom fra.
phone-in = Du er med
phone-in-text = Siden skifter af sig selv, når dagen går videre.
phone-look-up = Se op. Telefonen siger til, når der er et spørgsmål.
phone-over = Rummet er lukket.
phone-answered = Dit svar: { $answer }
phone-send = Send
phone-change = Ret mit svar
phone-kept = Der er intet net. Det, du skrev, ligger på telefonen og sendes, når nettet er tilbage.
phone-sent = Nettet er tilbage, og det, du skrev, er sendt.
phone-lost = Rummet tog ikke imod det, du skrev:
phone-not-sent = Det her blev ikke sendt:
question-closed = Der er lukket for svar på spørgsmålet.
answered = Dit svar er sendt.
word-label = Ét ord
scale-label = Dit svar
scale-low = { $value } (slet ikke)
scale-high = { $value } (helt og fuldt)
scale-wrong = Vælg et tal fra 1 til { $most }
note-label = Din seddel
note-hint = Højst 500 tegn
note-field = Felt
note-field-choose = Vælg det felt, sedlen hører til
note-send = Sæt sedlen op
note-kept = Sendt. Du kan sende en mere.
brought-heading = Fra jeres bord
brought-label = Det, bordet er nået frem til
step-lead = Ti minutter til dig selv: Hvad gør du, når du er hjemme i driften?
step-when = Når ...
step-when-hint = En situation, du ved kommer: »Når vi holder tavlemøde på mandag«
step-then = ... så vil jeg
step-then-hint = Det, du gør: »spørger jeg, hvad vi kan lade ligge«
step-by = Senest
step-by-past = Vælg i dag eller en senere dag
step-person = Hvem er du?
step-person-hint = Kun for at skridtet kan ligge på din side. Du siger selv der, om det er dit.
step-person-choose = Vælg dit navn
step-choose = Vælg dit navn
step-makker = Din makker
step-nobody = Ingen endnu
step-send = Gem mit næste skridt
step-kept = Gemt. Sig det nu højt til din makker.
step-promise = Skridtet ses kun af dig, til du selv deler det. Skærmen viser kun, hvor mange der har skrevet et.

# Det, der kom ud af dagen
outcome-title = Det kom der ud af dagen: { $title }
outcome-link = Det kom der ud af dagen
outcome-lead = Ses af dem, der var med, af dem, der kørte dagen, og af forløbsledelsen.
outcome-none = Der er ikke samlet noget endnu
outcome-none-text = Svar, sedler og bordenes arbejde kommer her, når dagen køres.
outcome-value = Svar
outcome-count = Antal
outcome-empty-field = Intet her.
photos-heading = Papir og tavler
photo-title = Hvad viser billedet?
photo-title-hint = For eksempel: Bord 3, fælles aftaler
photo-label = Billede
photo-hint = JPEG, PNG, WebP eller HEIC, højst 20 MB. Sted og kamera slettes fra billedet.
photo-put = Læg billedet op
photo-missing = Vælg et billede
photo-untitled = Billede fra dagen
photo-kept = Billedet er lagt op.
photo-gone = Billedet er fjernet.
photo-remove = Fjern
told-open = Åbn rummet
told-run = Kør dagen
