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
