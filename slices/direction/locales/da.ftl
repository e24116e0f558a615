# Slags og dele
kind-vision = vision
kind-aim = mål
kind-foundation = grundlag
kind-expectation = forventning
kind-axis = akse
kind-field = felt
kind-guidepost = pejlemærke
kind-competence = kompetence
kind-source = kilde
kind-theme = tema
kind-recommendation = anbefaling
kind-term = ord

part-title = Titel
part-name = Navn
part-lead = Indledning
part-short = Kort sagt
part-text = Tekst
part-question = Spørgsmål til hverdagen
part-steering = Styring
part-leadership = Ledelse
part-low = I den lave ende (-1)
part-high = I den høje ende (1)
part-ends = Placering på aksen for mål, fra -1 til 1
part-means = Placering på aksen for midler, fra -1 til 1
part-aims = Mål
part-fields = Felter
part-guideposts = Pejlemærker
part-expectations = Forventninger
part-theme = Tema
part-source = Kilde
part-number = Nummer i kilden
part-verified = Kontrolleret i kilden
part-example = Eksempel (opdigtet)
part-forms = Bøjninger
part-see = Se også
part-linked = Ordet bliver til et link, hvor det står i en tekst

# Fejl i filerne
fault-no-aim = Forventningen '{ $key }' hører ikke til noget mål
fault-no-aim-remedy = Skriv mindst ét mål i aims, så forventningen kan følges op til visionen
fault-position = Pladsen ligger uden for aksen
fault-position-remedy = Skriv et tal fra -1 til 1
fault-number = Nummeret står ved en indgang, der ikke er kontrolleret i kilden
fault-number-remedy = Læs indgangen i kilden og skriv verified = true, eller fjern nummeret
fault-form = '{ $form }' hører allerede til ordet '{ $other }'
fault-form-remedy = Lad bøjningen stå ved ét ord

# Faneblade
nav = Fælles retning
tab-poster = Plakaten
tab-foundation = Ledelses- og styringsgrundlag
tab-competences = Ledelseskompetencer
tab-commission = Ledelseskommissionen
tab-terms = Fælles sprog
tab-versions = Udgaver
tab-draft = Ret og udgiv
tab-files = Filer

notice-draft = Du ser kladden. Den er ikke udgivet.
notice-number = Du ser udgave { $number } fra { $day }.
notice-link = Se den gældende udgave

empty-heading = Her er ikke noget endnu
empty-office = Begynd med at indlæse en skabelon. Derefter kan I rette ordene, så de bliver jeres egne, og udgive dem.
empty-others = Forløbsledelsen er ved at skrive den fælles retning. Den kommer her, når den er udgivet.
empty-action = Indlæs en skabelon

# Plakat og grundlag
poster-print = Udskriv siden fra browseren, så fylder plakaten et A3-ark.
edit = Ret
edit-poster = Ret plakatens tekst
example = eksempel
fields-heading = De fire felter
compass-title = De fire felter på to akser
compass-text = Hvert felt ligger der, hvor dets mål og midler mødes. De samme pladser står i tabellen under figuren. Hvor et felt ligger, er forskelligt fra tegning til tegning.
compass-table = Felterne og deres plads
compass-field = Felt
compass-short = Kort sagt
part-ends-short = Mål
part-means-short = Midler
guideposts-heading = De fire pejlemærker
guideposts-example = Pejlemærker, der er mærket eksempel, er opdigtede. Skriv jeres egne i stedet.
expectations-heading = Det kan man forvente af en leder
expectations-lead = Hver forventning har to sider: styring og ledelse. Vælg en for at se begge sider og følge den op til visionen.
ties-fields = Hører til felterne
ties-guideposts = Hører til pejlemærkerne
ties-expectations = Hører til forventningerne

thread-heading = Den røde tråd
thread-lead = Hvor forventningen kommer fra, og hvad der bygger på den.
thread-aims = Mål i visionen
thread-here = Du er her.
thread-fields = Felter
thread-guideposts = Pejlemærker
thread-competences = Ledelseskompetencer
thread-recommendations = Fra Ledelseskommissionen
thread-hole = Her er et hul: Der er ikke knyttet noget til endnu.
thread-whole = Se hele den røde tråd
thread-whole-lead = Alt, vi gør, kan følges op til den fælles retning, og hvert mål kan følges ned til det, der sker i hverdagen.
thread-down = Fra vision til hverdag
thread-up = Fra hverdag til vision
thread-expectations = Forventninger til ledere
thread-what = Det, vi gør
thread-kind = Slags
holes-heading = Huller i tråden
holes-none = Der er ingen huller: Hvert mål, felt og pejlemærke har noget, der bygger på det.
hole-aim-unexpected = Ingen forventning til ledere følger af målet ”{ $name }”
hole-aim = Intet, vi gør, tjener målet ”{ $name }”
hole-field = Intet, vi gør, øver feltet ”{ $name }”
hole-guidepost = Intet, vi gør, øver pejlemærket ”{ $name }”
hole-expectation = Intet, vi gør, øver forventningen ”{ $name }”
hole-competence = Intet, vi gør, øver kompetencen ”{ $name }”

competences-heading = Fremtidens ledelseskompetencer
competences-lead = Det, en leder øver sig på. Kompetencerne er taget ud af ledelses- og styringsgrundlaget.
competence-from = Taget ud af forventningerne:

commission-heading = Ledelseskommissionens anbefalinger
commission-lead = De syv temaer, og det, vi har taget med os fra dem.
commission-partial-heading = Det er ikke hele listen
commission-partial = Kommissionen gav 28 anbefalinger i juni 2018. Her står kun de indgange, som vi arbejder med, i vores egne ord. En indgang er efterprøvet, når dens mening er kontrolleret i kilden.
commission-none = Vi har ikke taget noget med herfra endnu.
commission-number = nummer { $number }
verified = Efterprøvet i kilden
unverified = Ikke efterprøvet

terms-lead = Ord, vi bruger om ledelse og styring. De bliver til links, hvor de står i en tekst.

# Udgaver
versions-lead = Alt, hvad der har været gældende, bliver gemt. Vælg en udgave for at se, hvad der blev ændret.
versions-none = Når noget er udgivet, kan du se her, hvornår det skete, og hvad der blev ændret.
version-column = Udgave
version-number = Udgave { $number }
version-day = Udgivet
version-author = Af
version-note = Hvad er nyt
version-by = Udgivet { $day } af { $author }.
version-read = Læs denne udgave
version-download = Hent som filer
version-changes = Ændret siden udgave { $number }
version-same = Intet er ændret.
version-first = Det er den første udgave.
compare-with = Sammenlign med
compare = Sammenlign
change-added = Nyt ({ $kind }): { $name }
change-removed = Fjernet ({ $kind }): { $name }
change-altered = Ændret ({ $kind }): { $name }
change-reordered = Ny rækkefølge ({ $kind })
piece-gone = Fjernet:
piece-new = Nyt:
in-danish = { $part } på dansk
in-english = { $part } på engelsk
yes = ja
no = nej

# Ret og udgiv
draft-none = Der er ingen kladde. Vælg noget herunder og ret det, så begynder en kladde. Ingen andre ser den, før du udgiver.
draft-by = Kladden er senest ændret { $day } af { $author }. Ingen andre end forløbsledelsen kan se den.
draft-read = Læs kladden, som den bliver
draft-changes = Det ændrer kladden
draft-first = Alt er nyt, for intet er udgivet endnu.
draft-same = Kladden siger det samme som den gældende udgave.
note-label = Hvad er nyt?
note-hint = En sætning til dem, der læser udgaverne senere.
publish = Udgiv
discard = Kassér kladden
published = Udgave { $number } er udgivet. Alle kan se den nu.
discarded = Kladden er kasseret. Den gældende udgave er uændret.
kinds-heading = Ret
kind-heading = { $word ->
    [vision] Plakatens tekst
    [aim] Mål i visionen
    [foundation] Grundlagets tekst
    [expectation] Forventninger
    [axis] Akser
    [field] Felter
    [guidepost] Pejlemærker
    [competence] Ledelseskompetencer
    [source] Kilder
    [theme] Kommissionens temaer
    [recommendation] Kommissionens anbefalinger
    [term] Fælles sprog
   *[other] { $word }
 }
add-kind = { $word ->
    [aim] Tilføj et mål
    [expectation] Tilføj en forventning
    [field] Tilføj et felt
    [guidepost] Tilføj et pejlemærke
    [competence] Tilføj en kompetence
    [source] Tilføj en kilde
    [theme] Tilføj et tema
    [recommendation] Tilføj en anbefaling
    [term] Tilføj et ord
   *[other] Tilføj
 }
edit-heading = Ret { $noun }: { $name }
edit-lead = Det, du gemmer, kommer i kladden. Ingen andre end forløbsledelsen ser det, før kladden bliver udgivet. Engelsk kan vente; så vises den danske tekst.
markdown-hint = En tom linje giver et nyt afsnit. ## foran en linje gør den til en overskrift, *én stjerne* giver kursiv, og **to stjerner** giver fed.
lines-hint = Én på hver linje.
choose = Vælg
preview = Se, hvordan det bliver
preview-heading = Sådan bliver det
preview-changes = Det ændrer du
save = Gem i kladden
saved = Gemt i kladden.
remove-link = Fjern den
remove-heading = Fjern { $noun }: { $name }?
remove-lead = Den bliver fjernet fra kladden. Den gældende udgave er uændret, til kladden bliver udgivet.
remove = Fjern
remove-back = Fortryd
removed = Fjernet fra kladden.
refused-nothing = Kladden siger det samme som den gældende udgave, så der er ikke noget at udgive.
refused-draft-moved = Kladden er blevet ændret eller udgivet af en anden imens. Intet er gjort. Se den, som den er nu, og prøv igen.
refused-changed = En anden har ændret det samme imens. Intet er gemt, og det, du skrev, står her endnu. Gem igen, hvis dit skal gælde.
refused-gone = Det findes ikke mere; en anden har fjernet det imens. Intet er gemt.
refused-tied = Andet henviser til det, så det kan ikke fjernes endnu. Fjern først henvisningerne:
theirs-heading = Forskellen fra det, der står nu, til det, du skrev
not-a-whole = Skriv et helt tal, eller lad feltet stå tomt
not-a-place = Skriv et tal fra -1 til 1

# Filer
files-lead = Den fælles retning kan hentes som tekstfiler, rettes i en teksteditor og indlæses igen, uden at noget går tabt.
files-download-heading = Hent
files-download = Hent den gældende udgave
files-download-draft = Hent kladden
files-upload-heading = Indlæs
files-upload-lead = Filerne bliver til kladden, når de er uden fejl. Er der en fejl, bliver intet gemt, og fejlene vises her med fil, linje og råd.
upload-label = Zip-fil
upload-hint = En skabelon, eller en mappe direction med filerne i. Fra en hel skabelon læses kun mappen direction her.
upload = Indlæs som kladde
upload-missing = Vælg en zip-fil
upload-not-zip = Filen er ikke en zip-fil. Pak mappen som zip, og prøv igen.
upload-too-large = Zip-filen er større end nogen skabelon. Læg kun skabelonens filer i den.
upload-not-text = { $path } er ikke gemt som UTF-8. Gem filen som UTF-8, og prøv igen.
upload-no-direction = Zip-filen har ingen mappe direction. Pak den mappe, som direction ligger i.
upload-faulty = Der er { $count } fejl i filerne. Intet er gemt. Ret dem, og indlæs igen.
uploaded = Filerne er indlæst som kladde. Se, hvad de ændrer, og udgiv dem, når de er rigtige.
faults-caption = Fejl i filerne
fault-file = Fil
fault-line = Linje
fault-column = Tegn
fault-message = Fejl
fault-remedy = Sådan retter du den

# Det samlede udtræk
export-file = fælles retning, som den gælder, som fil i en blueprint-mappe
