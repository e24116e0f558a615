# Skabelonens filer
content-out-of-range = Tallet { $number } kan ikke bruges her
content-out-of-range-remedy = Skriv et tal fra { $least } til { $most }
content-learning-sizes = Læringsgruppernes størrelse kan ikke lade sig gøre
content-learning-sizes-remedy = Skriv mindst 2, og lad least være højst most
content-no-field = Modulet har ingen felter
content-no-field-remedy = Skriv mindst ét af de fire felter
content-order-taken = Plads { $order } er taget af { $other }
content-order-taken-remedy = Giv hvert modul sin egen plads i rækkefølgen
content-zone = Tidszonen { $name } kendes ikke
content-zone-remedy = Skriv den som "Europe/Copenhagen"
content-hours = Dagen slutter, før den begynder
content-hours-remedy = Skriv et sluttidspunkt efter begyndelsen
content-spacing = Afstanden mellem moduler kan ikke lade sig gøre
content-spacing-remedy = Skriv hele uger fra 1 til 52, så least er højst wish, og wish højst most
content-window = Trinnet begynder senest, før det begynder tidligst
content-window-remedy = Byt om på earliest og latest, eller ret den ene
content-tranche-without-start = Trinnet '{ $key }' har ingen begyndelse
content-tranche-without-start-remedy = Tilføj i schedule.toml: [[tranche]] med key = "{ $key }", earliest og latest
content-month = Der er kun måneder fra 1 til 12
content-month-remedy = Skriv månedernes tal, for eksempel [5, 11]
content-teachers = Modulet kræver { $wanted } undervisere, men kun { $able } kan undervise i det
content-teachers-remedy = Lad flere undervisere kunne modulet '{ $module }', eller lad det kræve færre (teachers)
content-days = Perioden slutter, før den begynder, eller varer over to år
content-days-remedy = Ret from eller to; begge dage er med
noun-aim = mål
noun-block = byggeklods
noun-field = felt
noun-guidepost = pejlemærke
noun-module = modul
noun-tranche = trin
noun-room = lokale
noun-site = sted

# Planen
cohort-name = Hold { $number }
plan-module = modul { $number } ({ $name })
plan-too-few-leaders = { $leaders } ledere er for få til { $cohorts } hold. Sæt antallet af hold ned i programme.toml, eller importer flere ledere.
plan-hall-too-small = { $room } har { $seats } pladser, men der er { $leaders } ledere. Vælg et større lokale til de fælles ledertræf i schedule.toml.
plan-apart-crowd = { $names } må ikke sidde sammen, men der er kun { $groups } grupper. Lav flere og mindre grupper.
plan-sizes = { $present } ledere kan ikke fordeles på { $groups } grupper med { $least } til { $most } i hver. Ret størrelserne i programme.toml.
plan-block-too-large = { $names } skal sidde sammen, men den største gruppe har kun { $largest } pladser.
plan-no-arrangement = Reglerne for, hvem der ikke må sidde sammen, kan ikke alle holdes på én gang. Lav flere grupper.
plan-no-timetable = Der findes ingen plan, der holder alle regler. Det er dette, der støder sammen:
plan-no-timetable-found = Der blev ikke fundet en plan, der holder alle regler, i tide. Dette stod i vejen til sidst; giv mere tid, eller løs en af reglerne:
week-one = uge { $week } i { $year }
weeks-one-year = uge { $from } til { $to } i { $year }
weeks-two-years = uge { $from } i { $from-year } til uge { $to } i { $to-year }
clash-length = { $module } varer { $length } dage; et modul kan vare 1 til 5.
clash-spacing-empty = Før { $module } skal der gå mindst { $least } uger, men højst { $most }. Ret afstanden.
clash-too-few-teachers = { $module } kræver { $needed } undervisere, men kun { $qualified } kan undervise i det.
clash-no-room-seats = { $cohort } har { $members } ledere, men det største lokale har { $seats } pladser.
clash-horizon = { $cohort } begynder tidligst { $earliest } og har brug for { $weeks } uger, men den sidste åbne dag er { $last }.
clash-start = { $cohort } kan ikke begynde mellem { $earliest } og { $latest }: ingen dage er åbne nok.
clash-spacing = { $module } for { $cohort } skal ligge { $least } til { $most } uger efter modulet før, og de uger er lukkede.
clash-closed = { $module } for { $cohort }: ferie- og lukkeuger levner ingen sammenhængende dage i { $weeks }.
clash-absent = { $module } for { $cohort }: mindst { $fewest } ledere er optaget i { $weeks }, og højst { $allowed } må være det.
clash-room = { $module } for { $cohort }: intet lokale med { $seats } pladser er ledigt i { $weeks }.
clash-teachers = { $module } for { $cohort }: der er ikke { $needed } ledige undervisere i { $weeks }.
clash-locked = { $module } for { $cohort } kan ikke flyttes væk fra en låst dag i { $weeks }.
clash-days = { $cohorts } må aldrig være væk samme dag og har tilsammen brug for { $needed } dage; kun { $open } er åbne.
clash-teacher-days = De, der kan undervise i { $module }, har tilsammen { $free } ledige dage; der er brug for { $needed }.
clash-room-days = Lokaler med { $seats } pladser er ledige i { $free } dage tilsammen; holdene har brug for { $needed }.
clash-unit = { $module }: { $cohort } og { $other } skal bruge de samme dage i { $weeks }, men { $names } leder { $unit } sammen og må ikke være væk samme dag.
clash-announced = En meldt session nævner noget, der ikke findes længere.
unavoidable-unit = { $names } leder { $unit } sammen og er begge på { $cohort }, fordi enheden har flere ledere, end der er hold.
unavoidable-report = { $names } er leder og egen leder og er begge på { $cohort }. De sidder aldrig ved samme bord.
unavoidable-gathering = { $names } leder { $unit } sammen og er alle væk, når alle ledere mødes. Aftal en stedfortræder.
unavoidable-no-gathering = Der er ingen åben dag til et fælles ledertræf i { $month } { $year }.
unavoidable-learning = { $tranche }: læringsgrupperne får { $least } til { $most } ledere, fordi antallet ikke går op.
warning-no-tranches = Alle hold begynder samtidig. Så er der ingen at sammenligne med, og effekten "kan ikke siges".

# Regneark og kalender
feed-session = { $module } ({ $cohort })
feed-preparation = Forbered ({ $minutes } min.): { $what }
group-name = Gruppe { $number }
table-name = Bord { $number }
teacher-researcher = forsker
teacher-consultant = konsulent
teacher-practitioner = praktiker
book-overview = Overblik
book-what = Hvad
book-figure = Tal
book-note = Bemærkning
book-example = Undervisere, lokaler og ferie- og lukkeuger er et eksempel og skal afløses af jeres egne.
book-leaders = Ledere
book-leader = Leder
book-cohorts = Hold
book-cohort = Hold
book-learning = Læringsgrupper
book-tables = Bordgrupper
book-table = Bord
book-sessions = Sessioner
book-gatherings = Fælles ledertræf
book-teachers = Undervisere
book-teacher = Underviser
book-rooms = Lokaler
book-room = Lokale
book-coverage = Dækning af felterne
book-unavoidable = Kan ikke undgås
book-rules = Brudte regler
book-rules-kept = Alle regler er holdt, talt efter fra bunden.
book-rules-broken = Planen bryder regler og må ikke bruges.
book-met = Nye bekendtskaber af de mulige
book-met-note = { $met } par mødes ved et bord eller i en læringsgruppe; højst { $bound } kunne.
book-diversity = Bredde i sammensætningen: { $kind }
book-acquaintance = Nye bekendtskaber: { $kind }
book-of-bound = af det, der højst kan nås
book-seed = Lodtrækningens tal og planlæggerens udgave
book-cohorts-note = Hvert hold er et tværsnit af organisationen. Lodtrækning har afgjort, hvilke hold der begynder hvornår.
book-learning-note = Faste et år, på tværs af trinnets hold. Ingen er i gruppe med egen leder eller egne ledere.
book-tables-note = Nye borde til hvert modul.
book-sessions-note = Lokal tid, { $zone }.
book-gatherings-note = Alle ledere mødes og sidder ved nye borde hver gang.
book-teachers-note = Underviserne er opdigtede.
book-coverage-whole = Modulerne dækker tilsammen alle felter.
book-coverage-holes = Der er felter, som intet modul dækker.
book-unavoidable-note = Det, ingen plan kunne undgå, ved navn.
book-nothing = Intet. Alle ønsker kunne opfyldes.
book-tranche = Trin
book-level = Niveau
book-unit = Enhed
book-area = Område
book-site = Sted
book-year = År
book-from = Fra
book-group = Gruppe
book-module = Modul
book-block = Byggeklods
book-date = Dato
book-first-day = Første dag
book-last-day = Sidste dag
book-begins = Begynder
book-ends = Slutter
book-kind = Baggrund
book-can-teach = Kan undervise i
book-days = Dage
book-seats = Pladser
book-in-all = I alt
book-hole = hul

# Kommandoen pejl plan
stage-cohorts = Sammensætter hold
stage-dates = Finder datoer, lokaler og undervisere
stage-learning = Sammensætter læringsgrupper
stage-tables = Sætter borde til modulerne
stage-gatherings = Sætter borde til de fælles ledertræf
command-interrupted = Afbrudt: det bedste indtil nu er beholdt.
command-counts = { $leaders } ledere på { $cohorts } hold, { $sessions } sessioner og { $gatherings } fælles ledertræf
command-coverage = Dækning af felterne: { $fields } (af { $modules } moduler)
command-met = Nye bekendtskaber: { $share } af de mulige ({ $met } af højst { $possible } par)
command-diversity = Bredde i sammensætningen: { $all } af det højst mulige (hold { $cohorts }, læringsgrupper { $learning }, bordgrupper { $tables }, ledertræf { $gatherings })
command-rules = Regler: alle holdt, talt efter fra bunden
command-unavoidable = Kan ikke undgås:
command-time = Tid: { $seconds } sekunder

# Regler ved sessioner og udgivelse
days-between = { $first } til { $last }
name-too-long = Navnet er for langt. Intet er gemt. Skriv højst 200 tegn.
material-name-missing = Materialet mangler et navn på højst 200 tegn. Intet er gemt.
material-link-wrong = Linket skal begynde med https://. Intet er gemt.
publish-stale = Der er kommet et nyere forslag, eller planen er udgivet. Intet er ændret. Se på det nyeste forslag.
publish-moved = Noget har flyttet sig, siden du så på det. Intet er ændret. Se på ændringerne igen.

# Siderne
nav-programme = Forløbet
nav-plan = Læg plan
nav-calendar = Min kalender
tab-programme = Forløbet
tab-plan = Plan
tab-cohorts = Hold og grupper
tab-calendar = Kalender
none-heading = Der er ikke noget forløb endnu
none-office = Indlæs et forløb fra en skabelon. Derefter kan du se modulerne og lægge en plan.
none-others = Forløbsledelsen er ved at lægge det til rette.
example = eksempel
marked-example = { $name } (eksempel)
holes-heading = Der er huller i dækningen
holes-text = Intet modul dækker: { $fields }
overview-years = Forløbet varer { $years } år.
blocks-heading = De fem byggeklodser
module-numbered = Modul { $number }: { $name }
module-line = { $days ->
    [one] 1 dag
   *[other] { $days } dage
 }, forberedelse { $minutes } minutter. Felter: { $fields }
minutes = { $minutes } min.
activities-heading = Mellem modulerne
strands-heading = Viden, refleksion og handling
knowledge = Viden
reflection = Refleksion
action = Handling
preparation-heading = Forberedelse
material-heading = Materiale
material-none = Der er ikke lagt materiale på endnu.
desk-heading = FIKS
with-alone = alene
with-staff = med dine medarbejdere
with-partner = med din makker
with-learning-group = i læringsgruppen
with-own-leader = med din egen leder
coverage-title = Modulerne og de fire felter
coverage-main = dækker
coverage-touched = berører
coverage-none = dækker ikke
coverage-sum = Moduler i alt
coverage-hole = hul
coverage-numbers = Vis tallene
fact-fields = Felter
fact-guideposts = Pejlemærker
fact-aim = Mål
fact-diversity = Bredde i sammensætningen
everybody = Alle ledere
somebody = en leder, der er stoppet
cohorts-none = Der er ingen hold endnu
cohorts-none-text = Læg en plan, og udgiv den. Så står holdene her.
calendar-none = Der er ingen sessioner endnu
calendar-list = Alle sessioner
calendar-year = Sessioner og ferie- og lukkeuger i { $year }
calendar-month = Måned
calendar-week = uge
calendar-closed = lukket
calendar-summary = {"{sessions}"} sessioner i {"{weeks}"} uger
search-heading = Søger efter den bedste plan
search-percent = { $percent } % af tiden er gået.
search-reload = Se igen
search-cancel = Stop søgningen
search-stopping = Søgningen bliver stoppet. Intet er gemt.
search-cancelled = Søgningen blev stoppet. Intet er gemt.
search-failed = Søgningen gik galt hos os. Intet er gemt. Prøv igen.
impossible-heading = Der er ingen plan, der holder alle regler
proposal-heading = Forslag { $number }
proposal-look = Se, hvad der sker ved udgivelse
in-force-heading = Planen, der gælder: forslag { $number }
propose-heading = Foreslå plan
propose-text = Pejl finder hold, læringsgrupper, borde, datoer, lokaler og undervisere. Intet er udgivet, før du siger ja.
propose-button = Foreslå plan
seconds-label = Sekunder
seconds-hint = 20 er nok til en god plan; flere kan gøre den lidt bedre.
seconds-wrong = Skriv et tal fra 1 til 600
seed-label = Lodtrækningens tal
seed-hint = Et andet tal giver en anden lodtrækning.
publish-heading = Udgiv forslag { $number }
publish-first = { $leaders } ledere bliver inviteret med mail og kan se deres eget forløb.
publish-nothing = Intet, der er meldt ud, flytter sig.
publish-moves = { $number ->
    [one] 1 ting flytter sig
   *[other] { $number } ting flytter sig
 }
publish-button = Udgiv
publish-back = Tilbage uden at udgive
published-flash = Planen er udgivet. Invitationerne bliver sendt.
move-who = Hvem
move-from = Fra
move-to = Til
move-session = { $cohort }: { $module }
move-nowhere = intet hold
move-gone = holdes ikke
session-when = Hvornår
session-hours = Tid
session-where = Hvor
hours = { $from } til { $to }
material-add = Læg materiale på
material-name = Navn
material-link = Link
material-link-hint = Begynder med https://
attendance-heading = Fremmøde
attendance-none = Ingen er sat på endnu.
attendance-legend = Sæt kryds ved dem, der er her
attendance-save = Gem fremmøde
ticked-flash = Fremmødet er gemt.
saved-flash = Det er gemt.
substitute-heading = Afløsere
substitute-own = Hvis du ikke kan komme
substitute-for = Hvem kan ikke komme?
substitute-name = Afløser
substitute-hint = Navnet på den, der kommer i stedet. Lad feltet stå tomt for at slette afløseren.
substitute-save = Gem afløser
substitute-named = afløser: { $name }
waiting-heading = Venteliste
waiting-off = Tag af listen
feed-text = Få dine sessioner ind i din egen kalender. Adressen er hemmelig: den, der har den, kan se din kalender. Flytter en session sig, følger kalenderen med.
feed-address = Din kalenders adresse
feed-once = Kopier den nu. Vi gemmer den ikke og kan ikke vise den igen.
feed-since = Du har en adresse fra { $day }. Har du glemt den, så lav en ny; den gamle holder op med at virke.
feed-make = Lav en adresse
feed-renew = Lav en ny adresse
card-next = Det næste for dig
card-prepare = Forbered ({ $minutes } min.)
card-over = Du har været igennem hele forløbet.
card-group = Din læringsgruppe
card-way = Din vej gennem forløbet
card-way-open = Vis alle
card-done = { $done } af { $all } er gennemført
card-calendar = Få det i din egen kalender
card-teaching = Dine næste dage som underviser
card-teaching-none = Du har ingen kommende dage.
step-done = gennemført
office-heading = Det skal afgøres i dag
office-no-programme = Indlæs et forløb fra en skabelon.
office-no-plan = Læg en plan.
office-proposal = Forslag { $number } venter på et ja.
office-holes = { $holes ->
    [one] 1 felt er ikke dækket af noget modul.
   *[other] { $holes } felter er ikke dækket af noget modul.
 }
office-not-placed = { $people ->
    [one] 1 leder har ingen plads på et hold.
   *[other] { $people } ledere har ingen plads på et hold.
 }
office-names = Vis navnene
office-untick = { $what }, { $when }: fremmødet mangler.
office-tick = Sæt fremmøde
office-nothing = Intet venter på dig.
office-soon = De næste syv dage
office-soon-none = Ingen sessioner.
tab-files = Filer
none-action = Indlæs et forløb
files-text = Forløbet er filer: programme.toml, schedule.toml, moduler og aktiviteter. Indlæs en skabelon som zip, eller hent jeres egne filer, præcis som de kom ind. Planen ændrer sig først, når du foreslår og udgiver en ny.
files-download = Hent filerne
files-label = Skabelon
files-hint = En zip-fil
files-upload = Indlæs
files-loaded = Forløbet er indlæst.
files-missing = Vælg en zip-fil.
files-not-zip = Filen er ikke en zip-fil. Intet er gemt.
files-too-large = Filen rummer mere, end en skabelon gør. Intet er gemt.
files-not-text = { $path } er ikke UTF-8-tekst. Intet er gemt. Gem filen som UTF-8.
files-faulty = { $count ->
    [one] Der er 1 fejl i filerne. Intet er gemt.
   *[other] Der er { $count } fejl i filerne. Intet er gemt.
 }
files-faults = Fejl i filerne
fault-file = Fil
fault-line = Linje
fault-column = Kolonne
fault-message = Fejl
fault-remedy = Sådan rettes den

# Den røde tråd
contribution-modules = Moduler
contribution-activities = Læringsunderstøttende aktiviteter

# Sådan står forløbet
standing-heading = Sådan står forløbet
standing-placed = { $placed } af { $leaders } ledere har plads på et hold
standing-attended = Fremmøde indtil nu: { $share } ({ $present } af { $expected })
standing-field = Felt
standing-count = Antal moduler
standing-more = og { $number } til
standing-none = Intet modul endnu
standing-thread = Følg den røde tråd fra vision til hverdag

# Ret forløbet
tab-edit = Ret forløbet
edit-home-text = Alt, forløbet består af. Det, du retter her, gælder for den næste plan: den, der er meldt ud, ændrer sig først, når du foreslår og udgiver en ny.
kind-many = { $kind ->
    [settings] Indstillinger
    [gatherings] Fælles ledertræf
    [tranche] Trin
    [block] Byggeklodser
    [module] Moduler
    [activity] Aktiviteter mellem modulerne
    [teacher] Undervisere
    [room] Lokaler
    [site] Steder
   *[closed] Ferie- og lukkeuger
 }
kind-one = { $kind ->
    [settings] indstillingerne
    [gatherings] de fælles ledertræf
    [tranche] trin
    [block] byggeklods
    [module] modul
    [activity] aktivitet
    [teacher] underviser
    [room] lokale
    [site] sted
   *[closed] lukkeperiode
 }
edit-add = { $kind ->
    [tranche] Tilføj et trin
    [block] Tilføj en byggeklods
    [module] Tilføj et modul
    [activity] Tilføj en aktivitet
    [teacher] Tilføj en underviser
    [room] Tilføj et lokale
    [site] Tilføj et sted
   *[closed] Tilføj en ferie- eller lukkeperiode
 }
edit-about = { $kind ->
    [settings] Hvor længe forløbet varer, første dag, dagens tider, og hvor mange der lærer sammen.
    [gatherings] Hvor og hvornår alle ledere mødes, og hvad de forbereder.
    [tranche] Hold, der begynder sammen. Senere trin er sammenligningen for de tidligere.
    [block] De dele, modulerne står i.
    [module] Det, der undervises i: felter, mål, viden, refleksion og handling, forberedelse og materiale.
    [activity] Det, en leder gør mellem to moduler, med viden, refleksion, handling og et mål.
    [teacher] Hvem de er, hvad de kan undervise i, og hvornår de ikke kan.
    [room] Hvor der er plads, og hvornår de er optaget.
    [site] Hvor i kommunen lokalerne og ledernes arbejdspladser ligger.
   *[closed] Dage uden sessioner: ferier, helligdage, budget og prøver.
 }
edit-lead = { $kind ->
    [module] Et modul har en plads i rækkefølgen; sætter du det ind foran andre, rykker de. Engelsk kan vente: er det tomt, vises det danske.
    [tranche] Hvilke hold der kommer med i hvilket trin, trækkes ved lodtrækning.
   *[other] Det gælder for den næste plan, du foreslår. Engelsk kan vente: er det tomt, vises det danske.
 }
edit-counted = { $kind } ({ $count })
edit-none = Der er ingen endnu.
edit-heading = Ret: { $name }
edit-save = Gem
edit-back = Tilbage uden at gemme
edit-saved = Det er gemt. Planen ændrer sig først, når du foreslår og udgiver en ny.
edit-removed = Det er taget ud. Planen ændrer sig først, når du foreslår og udgiver en ny.
edit-remove-link = Tag det ud af forløbet
edit-remove-heading = Tag { $name } ud af forløbet?
edit-remove-text = Det gælder for den næste plan. Planer, der er lagt, beholder det, og tidligere udgaver af forløbet gemmes.
edit-remove-button = Tag det ud
edit-fault = { $message }. { $remedy }.
edit-used = Det bruges af: { $name } ({ $kind }). Ret det først. Intet er gemt.
edit-changed = En anden har rettet det, siden du åbnede det. Intet er gemt. Nedenfor står, hvad der gælder nu, hvor det er anderledes end det, du har skrevet. Gem igen, hvis dit skal gælde.
edit-gone = Det er taget ud, siden du åbnede det. Intet er gemt.
edit-theirs = Det gælder nu
edit-order = Det må ikke ligge før det første
edit-choose = Vælg
edit-choose-one = Vælg mindst ét
edit-row-whole = Udfyld hele rækken, eller tøm den
edit-spacing-whole = Udfyld alle tre, eller lad alle tre stå tomme
edit-yes = ja
edit-no = nej
edit-module = Ret modulet
written-da = { $label } på dansk
written-en = { $label } på engelsk
whole-hint = Et tal fra { $least } til { $most }
spacing-hint = Tomt: som i indstillingerne
lines-hint = Én på hver linje
body-hint = Overskrifter begynder med #. En tom linje skiller afsnit.
rows-hint = Tøm en række for at tage den ud. Gem for at få flere tomme rækker.
row-number = Nr. { $row }
row-cell = { $what }, nr. { $row }: { $column }
part-name = Navn
part-name-da = Navn på dansk
part-name-en = Navn på engelsk
part-what-da = Hvad, på dansk
part-what-en = Hvad, på engelsk
part-summary = Kort fortalt
part-years = Antal år
part-start = Første dag
part-begins = Dagen begynder
part-ends = Dagen slutter
part-cohort = Ledere på et hold, omtrent
part-learning-least = Ledere i en læringsgruppe, mindst
part-learning-most = Ledere i en læringsgruppe, højst
part-table = Ledere ved et bord
part-gathering = Ledere ved et bord på et ledertræf
part-most-absent = Ledere på et hold, der højst må være optaget på en kursusdag
part-spacing-least = Uger siden modulet før, mindst
part-spacing-wish = Uger siden modulet før, ønsket
part-spacing-most = Uger siden modulet før, højst
part-aim = Organisatorisk mål
part-months = Måneder
part-cohorts = Antal hold
part-earliest = Begynder tidligst
part-latest = Begynder senest
part-example = Et eksempel, ikke jeres eget
part-place = Plads i rækkefølgen
part-days = Dage i træk
part-teachers = Antal undervisere
part-taught-by = Hvem kan undervise i det
part-seating = Hvem sidder sammen
part-desk = FIKS: den kompetence, modulet trækker på
part-text = Beskrivelse
part-after = Efter modulet
part-with = Sammen med
part-minutes = Minutter
part-off = Kan ikke bruges
part-workplaces = Arbejdspladser, hvis adresse begynder med
part-from = Fra og med
part-to = Til og med
part-closed-kind = Slags
seating-tables = nye borde hver gang
seating-teams = lederteam sammen
closed-school-holiday = skoleferie
closed-public-holiday = helligdage
closed-budget = budget
closed-exam = prøver
closed-other = andet

# Når en plan ændrer det, der er meldt ud
publish-held = Forslaget ændrer noget, der nu er holdt. Intet er ændret. Foreslå en ny plan.
publish-told = De, det angår, får én mail hver om det, der ændrer sig for dem, når du udgiver. Det, der er holdt, ændrer sig ikke.
publish-sessions = { $number ->
    [one] 1 session
   *[other] { $number } sessioner
 }
publish-leaders = { $number ->
    [one] 1 leder
   *[other] { $number } ledere
 }
publish-groups = { $number ->
    [one] 1 læringsgruppe
   *[other] { $number } læringsgrupper
 }
move-new = ny
move-learning = Læringsgruppe { $number }, { $tranche }, år { $year }
move-came = Kommer til: { $names }
move-went = Går ud: { $names }
move-nobody = ingen
fact-moved = Flytter sig fra det, der er meldt ud
fact-moved-text = { $sessions } sessioner, { $leaders } ledere i læringsgrupperne
moved-subject = Ændringer i dit forløb: { $programme }
moved-hello = Kære { $name }
moved-lead = Planen for lederudviklingsforløbet er ændret. Det betyder for dig:
moved-session = { $what }: nu { $to }. Før: { $from }.
moved-new = Ny: { $what }, { $to }.
moved-gone = { $what } bliver ikke holdt { $from }.
moved-taught-now = Du underviser nu: { $what }, { $to }.
moved-taught-no-more = Du underviser ikke længere: { $what }, { $from }.
moved-cohort = Du er nu på { $to }. Før: { $from }. Dine dage står på Min side.
moved-learning = Din læringsgruppe fra { $since } er nu dig og { $names }.
moved-calendar = Har du forløbet i din egen kalender, er den rettet.
moved-link = Se det hele på Min side: { $link }
moved-regards =
    Venlig hilsen
    Forløbsledelsen

# Et andet hold
waiting-offered = pladsen er tilbudt
waiting-offer = Tilbyd pladsen
exchange-heading = Et andet hold
exchange-text = Kan du ikke komme den dag, kan du komme med et andet hold. Vi skriver til dig, når der er en plads, og du svarer ja eller nej. Dage, hvor en anden leder fra din enhed er væk, står her ikke.
exchange-free = { $free ->
    [0] Ingen ledige pladser lige nu.
    [one] 1 ledig plads.
   *[other] { $free } ledige pladser.
 }
exchange-position = Du er nr. { $position } på ventelisten.
exchange-offered = Du er tilbudt en plads. Siger du ja, er du på dette hold den dag i stedet for dit eget.
exchange-ask = Skriv mig op
exchange-withdraw = Tag mig af ventelisten
exchange-yes = Ja tak, jeg tager pladsen
exchange-no = Nej tak
exchange-impossible = Du kan ikke komme på det hold den dag: en anden leder fra din enhed er væk, eller du har selv noget. Intet er gemt.
exchange-full = Der er ingen ledig plads. Intet er gemt. Vent, til en plads bliver fri, eller find et større lokale.
exchange-gone = Pladsen er ikke tilbudt længere. Intet er gemt. Se, hvad der er ledigt nu.
offered-flash = Pladsen er tilbudt. Lederen får en mail.
offered-subject = En plads på et andet hold
offered-text = Der er en plads til dig på et andet hold: { $what }, { $at }. Siger du ja, kommer du med dem den dag i stedet for med dit eget hold.
offered-link = Svar her: { $link }
card-offers = Du er tilbudt en plads
card-offer = { $cohort }: { $what }, { $day }.
card-answer = Svar
office-departed = { $people ->
    [one] 1 på et hold er stoppet eller leder ikke længere. Foreslå en ny plan.
   *[other] { $people } på holdene er stoppet eller leder ikke længere. Foreslå en ny plan.
 }
office-unstaffed = { $what }, { $when }: mangler underviser eller lokale.
office-waiting = { $what }, { $when }: { $people } venter, og der er en ledig plads.
office-stale = Forslaget er lagt, før forløbet blev rettet. Foreslå igen.
office-edited = Forløbet er rettet, siden planen blev lagt. Foreslå en ny plan.
learning-short = Læringsgruppe { $number }
learning-section = { $tranche }, fra { $from }
learning-year-heading = År { $year }
learning-counted = { $name } ({ $count ->
    [one] 1 gruppe
   *[other] { $count } grupper
 })
# Det samlede udtræk
export-file = forløbet som fil i en blueprint-mappe
export-book = hold, læringsgrupper, sessioner, pladser og fremmøde i den gældende plan
export-calendar = alle sessioner i den gældende plan som kalender
export-cohorts = Hold
export-learning = Læringsgrupper
export-sessions = Sessioner
export-seats = Pladser og fremmøde
export-cohort = Hold
export-tranche = Etape
export-person = Person
export-year = År
export-group = Gruppe
export-since = Fra
export-code = Kode
export-title = Titel
export-day = Dag
export-days = Dage
export-begins = Begynder
export-ends = Slutter
export-room = Lokale
export-teachers = Undervisere
export-table = Bord
export-attendance = Fremmøde
export-was-there = til stede
export-was-away = fraværende
session-run-sheet = Drejebog for dagen

# Tidsforbrug
tab-time = Tidsforbrug
time-none = Der er ingen plan endnu
time-none-text = Når der er lagt en plan, står her, hvor mange minutter den beder ledere, deres egne ledere og medarbejderne om.
time-proposal = Tallene er for forslag { $number }, som ikke er udgivet.
time-in-force = Tallene er for planen i kraft.
time-required = { $minutes ->
    [0] Ud over dagene i rummet kræver Pejl ingen minutter af en leder.
   *[other] Ud over dagene i rummet kræver Pejl højst { $minutes } minutter af en leder i et kvartal. Grænsen er { $most }.
 }
time-too-much = Planen kræver op til { $minutes } minutter af en leder i et kvartal ud over dagene i rummet. Grænsen er { $most }. Tag noget ud, eller gør det frivilligt.
time-look = Se tidsforbruget kvartal for kvartal
time-how = Tallene i et kvartal er for det hold, der bliver bedt om mest. Det frivillige bliver aldrig talt op for den enkelte leder.
time-quarter = Kvartal
time-quarter-name = { $number }. kvartal
time-room = I rummet
time-learning = Forberedelse og aktiviteter
time-forms-required = Skemaer, der kræves
time-free = Frivilligt
time-own-leader = Lederens leder, for hver leder
time-employee = Medarbejder
time-sum = Hele året
time-asks = Det spørger vi om
time-what = Hvad
time-whom = Hvem
time-often = Hvor ofte
time-minutes = Minutter
time-must = Kræves
time-may = Frivilligt
time-whom-leader = Leder
time-often-module = For hvert modul
time-often-week = Hver uge
time-often-year = Hvert år
hours-count = { $hours } timer
