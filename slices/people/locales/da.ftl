## people.toml

settings-toml = Filen er ikke gyldig TOML: { $message }
settings-unknown-column = Der er ingen kolonne, der hedder { $name }. Skriv en af disse: { $columns }.
settings-no-attribute = Grupper kan ikke være et tværsnit af { $name }. Vælg gender, job_title, level, unit, area, site eller hired.
settings-heading-twice = Overskriften { $heading } står under to kolonner. Behold den det ene sted.
settings-level-twice = Ledelsesniveauet { $level } står to gange, eller et af dets andre navne gør. Behold det ene.
settings-no-levels = Filen har ingen ledelsesniveauer. Skriv mindst ét [[level]] med et navn.
settings-bands = hired skal have bands: hele år i stigende orden, for eksempel [2, 5, 10, 20].
settings-bands-elsewhere = Kun hired har bands. Fjern linjen.
settings-weight = Vægten skal være et helt tal fra 1 til 1000.

## Kolonner

column-number = Medarbejdernummer
column-first-name = Fornavn
column-last-name = Efternavn
column-name = Navn (for- og efternavn)
column-email = E-mail
column-gender = Køn
column-job-title = Stilling
column-level = Ledelsesniveau
column-unit = Enhed
column-area = Område
column-site = Arbejdssted
column-leader = Nærmeste leder
column-hired = Ansat
column-parent = Overenhed

## Fejl i medarbejderarket

fault-leaders-in-a-circle = Lederne står over hinanden i ring
fault-leader-not-in-file = Lederen står ikke i filen
fault-number-used-twice = Medarbejdernummeret er brugt to gange
fault-not-a-date = Ikke en dato
fault-date-out-of-range = Datoen kan ikke passe
fault-unit-not-in-list = Enheden står ikke på listen over enheder
fault-not-an-address = Ikke en e-mailadresse
fault-address-used-twice = E-mailadressen er brugt to gange
fault-unknown-level = Ukendt ledelsesniveau
fault-missing-value = Feltet er tomt
fault-formula-failed = Formlen i cellen fejler
fault-unit-twice = Enheden står to gange
fault-parent-not-in-list = Overenheden står ikke på listen over enheder
fault-units-in-a-circle = Enheder i ring
fault-missing-column = Kolonnen mangler
fault-cpr-column = Kolonnen ser ud til at indeholde CPR-numre
fault-cpr-heading = Overskriften ser ud til at indeholde et CPR-nummer
fault-cpr-name = Arkets eller filens navn ser ud til at indeholde et CPR-nummer
fault-cpr-number = Cellen ser ud til at indeholde et CPR-nummer
fault-cpr-comment = En kommentar eller note i arket ser ud til at indeholde et CPR-nummer
fault-cpr-property = Filens egenskaber ser ud til at indeholde et CPR-nummer
fault-cpr-beside = Filen ser ud til at indeholde et CPR-nummer uden for cellerne

remedy-own-leader = { $number } står som sin egen leder. Skriv den rigtige leders medarbejdernummer, eller lad feltet være tomt for den øverste.
remedy-leaders-in-a-circle = Her går det i ring: { $round }. Ret lederen i denne linje, så vejen ender hos den øverste.
remedy-leader-not-in-file = Ingen i filen har medarbejdernummer { $number }. Ret nummeret, tilføj lederen, eller lad feltet være tomt.
remedy-number-used-twice = Nummeret står også i linje { $first-line }. Giv denne person sit eget nummer, eller slet linjen, hvis det er den samme person.
remedy-not-a-date = Skriv datoen som dag-måned-år, for eksempel 15-11-2002.
remedy-no-such-day = Den dag findes ikke i kalenderen. Skriv datoen som dag-måned-år, for eksempel 15-11-2002.
remedy-two-digit-year = Skriv året med fire cifre, for eksempel 15-11-2002, så århundredet ikke bliver et gæt.
remedy-date-out-of-range = Datoen skal ligge fra { $earliest } til og med { $latest }. Ret året.
remedy-did-you-mean = Mente du { $name }?
remedy-unit-not-in-list = Ret navnet, eller tilføj enheden på listen over enheder.
remedy-parent-not-in-list = Ret navnet på overenheden, tilføj den på listen, eller lad feltet være tomt for den øverste enhed.
remedy-not-an-address = Skriv adressen med ét @ og et domæne, for eksempel navn@kommune.dk, eller lad feltet være tomt.
remedy-address-used-twice = Adressen står også i linje { $first-line }. En leder logger ind med sin adresse, så den skal være personens egen.
remedy-level-did-you-mean = Mente du { $level }? Niveauerne er: { $levels }. Lad feltet være tomt for en medarbejder.
remedy-unknown-level = Skriv et af niveauerne: { $levels }. Lad feltet være tomt for en medarbejder.
remedy-missing-value = Udfyld feltet, eller slet linjen, hvis den ikke skal med.
remedy-formula-failed = Ret formlen i Excel, eller skriv værdien i stedet for formlen.
remedy-unit-twice = Enheden står også i linje { $first-line }. Slet den ene, eller giv dem hver sit navn.
remedy-units-in-a-circle = Her går det i ring: { $round }. Ret overenheden i denne linje, så vejen ender hos den øverste enhed.
remedy-missing-column = Ingen kolonne er genkendt som { $column }. Tilføj kolonnen, eller vælg selv, hvilken kolonne det er.
remedy-cpr-column = Pejl har ikke brug for CPR-numre og tager ikke imod dem. Slet kolonnen i regnearket, gem filen, og prøv igen. Intet fra filen er gemt.
remedy-cpr-number = Pejl har ikke brug for CPR-numre og tager ikke imod dem. Slet nummeret i cellen, gem filen, og prøv igen. Intet fra filen er gemt. Er det et medarbejdernummer på ti cifre, så kald kolonnen Medarbejdernummer. Er det et P-nummer, så kald kolonnen P-nummer.
remedy-cpr-heading = Pejl har ikke brug for CPR-numre og tager ikke imod dem. Sæt overskrifter over kolonnerne, hvis de mangler, slet CPR-numrene, og prøv igen. Intet fra filen er gemt.
remedy-cpr-name = Pejl har ikke brug for CPR-numre og tager ikke imod dem. Giv arket og filen et navn uden nummeret, og prøv igen. Intet fra filen er gemt.
remedy-cpr-comment = Pejl har ikke brug for CPR-numre og tager ikke imod dem. Slet kommentarerne (i Excel: Gennemse, Slet), gem filen, og prøv igen. Intet fra filen er gemt.
remedy-cpr-property = Pejl har ikke brug for CPR-numre og tager ikke imod dem. Slet nummeret i titel, forfatter eller nøgleord (i Excel: Filer, Oplysninger), gem filen, og prøv igen. Intet fra filen er gemt.
remedy-cpr-beside = Pejl har ikke brug for CPR-numre og tager ikke imod dem. Se efter i sidehoved, sidefod, lister med valgmuligheder, formler og figurer, eller kopier cellerne over i et nyt regneark, og prøv igen. Intet fra filen er gemt.

## Rettet uden at spørge

mended-spaces = Overflødige mellemrum
mended-address = Store bogstaver i adressen
mended-spelling = Stavet anderledes end på listen
mended-leader-reference = Lederen er angivet på en anden måde
mended-read-as = Læst som { $read-as }

## Kontrollens svar

report-place = { $sheet }, linje { $line }, { $column }
report-sheet = Ark
report-line = Linje
report-column = Kolonne
report-value = Værdi
report-fault = Fejl
report-remedy = Sådan retter du den
report-mended = { $mended ->
    [one] 1 celle er rettet uden at spørge
   *[other] { $mended } celler er rettet uden at spørge
 }
report-counts = { $people } medarbejdere, heraf { $leaders } ledere, i { $units } enheder.
report-no-faults = Ingen fejl. Filen kan hentes ind.
report-faults = { $faults ->
    [one] 1 fejl. Ret den i regnearket, og kontrollér filen igen.
   *[other] { $faults } fejl. Ret dem i regnearket, og kontrollér filen igen.
 }

## Afvisninger

settings-place = Linje { $line }, kolonne { $column }: { $fault }
import-gone = Filen findes ikke længere: den er hentet ind, fortrudt eller mere end et døgn gammel. Læg den op igen.
import-stale = Noget er ændret, siden du så kontrollen. Intet er gemt. Se kontrollen igen, og hent filen ind derfra.
import-faulty = Filen har fejl eller ændrer ikke noget, så den kan ikke hentes ind. Intet er gemt.
import-before = Organisationen er ændret pr. { $day }. En ændring kan ikke gælde fra en dag før den. Vælg en senere dag.
import-too-late = Dagen ligger mere end et år ude i fremtiden. Kontrollér årstallet, og vælg en tidligere dag.
unit-needs-a-name = Skriv et navn til enheden.
unit-name-taken = En anden enhed har allerede det navn. Vælg et andet, eller læg enhederne sammen.
unit-merge-into-itself = En enhed kan ikke lægges ind i sig selv eller i en enhed under den. Vælg en anden.
unit-split-nobody = Vælg mindst én fra enheden, som skal følge med over i den nye.

## Siderne

nav-people = Medarbejdere
people-title = Medarbejdere
people-counts = { $people } medarbejdere, heraf { $leaders } ledere, i { $units } enheder.
people-found = { $found ->
    [0] Ingen passer til søgningen. Prøv færre ord, eller vælg alle områder.
    [one] 1 medarbejder passer til søgningen.
   *[other] { $found } medarbejdere passer til søgningen.
 }
people-table = Medarbejdere, der passer til søgningen
people-empty-heading = Her er ingen medarbejdere endnu
people-empty-text = Hent dem ind fra det regneark, som HR sender. Du ser en kontrol af filen, før noget bliver gemt.
people-nobody-on = Pr. { $day } er der ingen medarbejdere i Pejl.
people-today = Se medarbejderne i dag
as-of = Sådan så organisationen ud pr. { $day }.
import-action = Hent medarbejdere ind
units-action = Se enhederne
search-label = Søg
search-hint = Navn, medarbejdernummer, enhed eller e-mail
search-action = Søg
all-areas = Alle områder
leaders-only = Kun ledere
day-label = Pr. dato
day-hint = Vis organisationen, som den så ud på dagen.
day-action = Vis dagen
name-label = Navn
reports-heading = { $reports ->
    [one] Leder for 1 person
   *[other] Leder for { $reports } personer
 }
reports-show = Vis navnene
history-heading = Historik
history-when = Periode
history-what = Oplysninger
person-not-there = Personen er ikke ansat på den valgte dag. Du ser de seneste oplysninger.
from-to = { $from } til { $last }
from-on = Fra { $from }
units-title = Enheder
units-empty-heading = Ingen enheder pr. { $day }
units-empty-text = Enhederne kommer med, når medarbejderne hentes ind.
unit-people = { $people ->
    [one] 1 medarbejder
   *[other] { $people } medarbejdere
 }
unit-leaders = { $leaders ->
    [one] 1 leder
   *[other] { $leaders } ledere
 }
unit-people-label = Medarbejdere
unit-people-heading = Medarbejdere i enheden
unit-below = Enheder under denne
unit-not-there = Enheden findes ikke på den valgte dag. Du ser de seneste oplysninger.
unit-merged-into = Lagt ind i { $other }
unit-took-in = { $other } blev lagt ind her
unit-split-off = { $other } blev udskilt herfra
unit-came-of = Udskilt fra { $other }
unit-change-heading = Ændr enheden
unit-change-text = En ændring gælder fra den dag, du vælger. Det, der var før, kan stadig ses.
unit-rename = Omdøb enheden
unit-new-name = Nyt navn
unit-from-day = Gælder fra
unit-merge = Læg enheden ind i en anden
unit-merge-into = Enheden, den skal lægges ind i
unit-merge-hint = Medarbejdere og underliggende enheder flytter med.
unit-choose = Vælg en enhed
unit-split = Udskil en ny enhed
unit-split-name = Den nye enheds navn
unit-split-who = Hvem følger med over i den nye enhed?
unit-saved = Ændringen er gemt.

## Hent ind

import-title = Hent medarbejdere ind
import-lead = Vælg filen fra HR. Der bliver ikke gemt noget i organisationen, før du har set kontrollen og sagt ja.
import-file = Medarbejderarket
import-file-hint = Excel (.xlsx) eller CSV, højst 20 MB. Listen over enheder må gerne stå i et ark for sig i samme fil.
import-units = Listen over enheder, hvis den er en fil for sig
import-units-hint = Excel (.xlsx) eller CSV.
import-from = Gælder fra
import-from-hint = Den dag, arket gælder fra. Ændringer bliver lagt i historikken fra den dag.
import-next = Læs filen
import-what-heading = Hvad skal der stå i filen?
import-what-text = Én linje for hver medarbejder med medarbejdernummer, for- og efternavn og enhed. Desuden, hvor I har det: e-mail, stilling, ledelsesniveau, område, arbejdssted, nærmeste leders medarbejdernummer, køn og ansættelsesdato.
import-cpr-text = Filen må ikke indeholde CPR-numre. Finder Pejl nogen, afvises filen, og intet af den gemmes.
import-again = Læg en rettet fil op
choose-a-file = Vælg en fil.
not-kept = Filen indeholder CPR-numre og er ikke gemt.
step-file = Fil
step-columns = Kolonner
step-check = Kontrol
step-done = Kvittering
columns-title = Kolonner
columns-lead = Sådan har Pejl forstået overskrifterne. Ret det, der er forkert; Pejl husker det til næste gang.
columns-missing = Disse kolonner er ikke fundet, og de skal være der:
columns-next = Se kontrollen
columns-back = Ret kolonnerne
column-not-used = Bruges ikke
column-without-heading = Kolonne { $number } uden overskrift
column-numbered = Kolonne { $number }
column-is-empty = Kolonnen er tom
column-examples = For eksempel: { $examples }
sheet-of-people = { $sheet }: medarbejdere
sheet-of-units = { $sheet }: enheder
sheet-of-other = { $sheet }: læses ikke
preview-title = Kontrol
preview-files = Fil: { $files }.
preview-from = Gælder fra { $from }.
preview-faults-text = Intet er gemt. Listen kan hentes som CSV, så HR kan rette i deres eget system.
preview-nothing = Filen ændrer ikke noget. Alt i den står her allerede.
faults-download = Hent fejllisten (CSV)
faults-file-name = fejl-i-medarbejderark
faults-table = Fejl i filen
count-people = Medarbejdere
count-leaders = Ledere
count-units = Enheder
count-without-email = Uden e-mail (får en printet kode)
count-without-leader = Uden nærmeste leder
differences-heading = Forskelle fra det, Pejl ved i dag
unchanged = { $people ->
    [one] 1 medarbejder er uændret.
   *[other] { $people } medarbejdere er uændrede.
 }
and-more = Og { $more } til.
nobody = ingen
before = før { $name }
group-joined = Nye: { $people }
group-left = Fratrådte: { $people }
group-moved = Flyttet til en anden enhed: { $people }
group-new-leader = Ny nærmeste leder: { $people }
group-new-level = Nyt ledelsesniveau: { $people }
group-new-name = Nyt navn: { $people }
group-new-address = Ny e-mail: { $people }
group-other = Andre oplysninger: { $people }
group-units-new = Nye enheder: { $people }
group-units-closed = Enheder, der ophører: { $people }
group-units-changed = Ændrede enheder: { $people }
accept-heading = Hent ind
accept-text = Alt gemmes på én gang. Ingen bliver slettet: den, der ikke står i filen, får en slutdato og kan stadig ses i historikken. Den mister også sin adgang til Pejl fra den dag.
accept = Hent filen ind
many-leave = Ja, { $left } medarbejdere er fratrådt.
many-leave-heading = { $left } medarbejdere, som Pejl kender, står ikke i filen
many-leave-hint = Det er mange på én gang. Måske er det kun en del af organisationen, der står i filen. Den, der fratræder, mister sin adgang til Pejl.
many-leave-unsaid = Sæt kryds, hvis de virkelig er fratrådt. Ellers fortryd, og hent en fil med hele organisationen.
discard = Fortryd, og slet filen
discarded = Filen er slettet. Intet er hentet ind.
receipt-title = Kvittering
receipt-done = Medarbejderne er hentet ind.
receipt-text = Filen er slettet igen. Det, der blev gemt, står i loggen.
receipt-from = Gælder fra
receipt-changed-people = Medarbejdere, der er nye, ændrede eller fratrådte
receipt-changed-units = Enheder, der er nye, ændrede eller ophørt
receipt-people = Se medarbejderne

## Indstillinger for medarbejdere

settings-action = Indstillinger
settings-title = Indstillinger for medarbejdere
settings-lead = Her står, hvordan arket fra HR bliver læst, hvem der er leder, og hvad hold og grupper skal være et tværsnit af. En ændring gælder fra næste gang, et ark bliver hentet ind, eller en plan bliver foreslået.
settings-none-heading = I bruger Pejls sædvanlige indstillinger
settings-none-text = De passer til de fleste kommuner. Ret det, der er anderledes hos jer, og gem.
settings-saved = Indstillingerne er gemt.
settings-save = Gem indstillingerne
settings-changed = En anden har ændret indstillingerne, siden du åbnede siden. Intet er gemt. Åbn siden igen, og lav ændringen der.
settings-not-text = Filen er ikke en tekstfil i UTF-8. Gem den som people.toml fra en teksteditor, og prøv igen.
levels-heading = Hvem er leder?
levels-text = Den, der har et af disse ledelsesniveauer i arket, er leder. Skriv dem fra toppen og ned.
level-numbered = Niveau { $number }
level-name = Navn
level-name-en = Navn på engelsk
level-also = Kaldes også
level-also-hint = Andre navne i HR's ark, adskilt af semikolon.
level-up = Flyt op
level-remove = Fjern
level-add = Tilføj et niveau
level-needs-a-name = Giv niveauet et navn, eller tøm alle felterne for at fjerne det.
attributes-heading = Hvad skal hold og grupper være et tværsnit af?
attributes-text = Vægten siger, hvor meget én forskel tæller ved siden af en anden. Et tomt felt tæller ikke med.
bands-label = Ansættelsestid deles i hele år
bands-hint = Årene, hvor næste trin begynder, for eksempel 2, 5, 10, 20. Kun når Ansat har en vægt.
bands-faulty = Skriv hele år med komma imellem, for eksempel 2, 5, 10, 20.
never-heading = Hvad vises aldrig?
never-legend = Vis det kun for forløbsledelsen
never-hint = Det kan stadig bruges til at sætte hold og grupper sammen.
headings-heading = Overskrifter i arket
headings-text = Pejl kender de sædvanlige overskrifter. Skriv jeres egne, hvis de er anderledes, adskilt af semikolon. Store bogstaver, mellemrum og punktummer er ligegyldige.
headings-show = Vis alle kolonner
headings-known = Kendt i forvejen: { $headings }
settings-file-heading = Som fil
settings-file-text = Alt på siden er én fil, people.toml, som også hører til forløbets filer. Den kan hentes, rettes i en teksteditor og lægges op igen.
settings-file-download = Hent people.toml
settings-file-label = people.toml
settings-file-upload = Læg filen op
# Det samlede udtræk
export-today = personer og enheder i dag, som en fil, der kan indlæses igen
export-history = hvem der var hvor, hvornår, og hvad enhederne hed
export-settings = organisationens indstillinger for indlæsning
export-history-title = Personer og enheder, som de har været
export-people-sheet = Personer
export-units-sheet = Enheder
export-from = Fra
export-to = Til (ikke med)
export-key = Nøgle
