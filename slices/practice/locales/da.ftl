# Mit næste skridt
nav-steps = Prøvehandlinger
next-step = Mit næste skridt
step-title = Prøvehandling
step-sentence = Når { $when }, så vil jeg { $then }
by-day = Senest { $day }
done-on = Gjort { $day }
dropped-on = Droppet { $day }
late = Datoen er passeret.
came-of-it = Det kom der ud af det: { $outcome }
act-done = Gjort
act-moved = Flyt
act-dropped = Drop
act-undo = Fortryd
settled-done = Godt gået. Hvad kom der ud af det? Én sætning er nok.
settled-moved = Flyttet til { $day }.
settled-dropped = Droppet. Det er også et svar.
settled-undone = Fortrudt. Prøvehandlingen står, som den gjorde før.
settle-past = Vælg en dato, der ikke er passeret.
settle-unknown = Vælg gjort, flyt eller drop.

# Kort og lister
card-none = Du har ingen prøvehandling i gang. Det tager under et minut at skrive den næste.
card-another = Skriv endnu et næste skridt
card-all = Se alle mine prøvehandlinger
card-more = { $more ->
    [one] Se alle: der er én til i gang
   *[other] Se alle: der er { $more } til i gang
 }
list-lead = Noget, du vil prøve af i din egen drift. Kun du kan se det, medmindre du deler det.
list-open = I gang
list-over = Afsluttet
list-shared = Delt med dig
list-shared-link = Se, hvad din læringsgruppe og dine makkere deler med dig
shared-lead = Kun det, den enkelte selv har valgt at dele. Forløbsledelsen og direktionen ser det ikke.
shared-as-makker = Du er makker
shared-no-makker = Ingen har en prøvehandling med dig som makker lige nu.
shared-in-group = Fra din læringsgruppe
shared-none = Ingen i din læringsgruppe har delt noget endnu.

# Formularen
form-lead = Det tager under et minut. Kun de tre første felter skal udfyldes.
form-when = Når …
form-when-hint = Noget, der sker i din egen drift i en almindelig uge. For eksempel: vi holder tavlemøde mandag morgen
form-then = … så vil jeg
form-then-hint = Det, du gør anderledes. For eksempel: spørge, hvad vi kan lade ligge i denne uge
form-by = Senest
form-seen = Hvordan kan det ses?
form-seen-hint = Hvad ville en medarbejder lægge mærke til?
form-makker = Makker
form-makker-hint = En lederkollega, der kender til det og kan heppe. Vi spørger vedkommende først, og kun én gang.
form-makker-none = Ingen makker
form-makker-near = { $name } (din læringsgruppe)
form-makker-unknown = Vælg en lederkollega fra listen.
form-group = Del med min læringsgruppe
form-group-hint = De ser sætningen, datoen, og hvad der kom ud af det.
form-leader = Del med min egen leder
form-leader-hint = Din egen leder ser den ellers ikke.
form-tied = Hvad hører det til? Udfyldt fra dit seneste modul
form-module = Modul
form-field = Felt
form-guidepost = Pejlemærke
form-aim = Mål i visionen
form-none = Intet valgt
form-save = Gem mit næste skridt
form-saved = Dit næste skridt er gemt.
form-edit = Ret prøvehandlingen
form-long = Teksten er på { $letters } tegn. Der er plads til { $most }; skriv det kortere.

# Én prøvehandling
outcome-label = Det kom der ud af det:
outcome-ask = Hvad kom der ud af det?
outcome-hint = Én sætning. Den kan også vente.
outcome-save = Gem
move-heading = Flyt til en anden dag
move-to = Ny dato
drop-heading = Drop den
drop-word = Hvorfor?
drop-hint = Kun du ser det.
about-heading = Om prøvehandlingen
shared-with = Delt med
shared-group = din læringsgruppe
shared-leader = din egen leder
shared-nobody = ingen
history-heading = Hvad der er sket
history-made = { $on }: skrevet
history-confirmed = { $on }: bekræftet efter dagen
history-edited = { $on }: rettet
history-done = { $on }: gjort
history-moved = { $on }: flyttet til { $to }
history-dropped = { $on }: droppet
history-dropped-word = { $on }: droppet ("{ $word }")
history-undone = { $on }: fortrudt

# Skrevet i rummet
told-question = Er det dit?
told-text = Det blev skrevet på en telefon i rummet i dit navn. Ingen andre ser det, før du siger ja.
told-keep = Ja, det er mit
told-edit = Ret det
told-not-mine = Nej, slet det
told-kept = Så er det dit næste skridt.
told-gone = Slettet.

# Makker
makker-asks = { $name } spørger, om du vil være makker: se en prøvehandling og sende et ord med på vejen.
makker-yes = Ja, gerne
makker-no = Nej tak
makker-yes-said = Tak. Her ser du det, du er makker på.
makker-no-said = Det er i orden. Du bliver ikke spurgt igen.
makker-waits = { $name } er spurgt om at være makker og har ikke svaret endnu.
makker-said-no = { $name } har sagt nej tak til at være makker denne gang. Vælg en anden, eller gå videre uden.
cheers-heading = Et ord med på vejen
cheer-label = Et ord med på vejen
cheer-hint = Én linje. Kun den, der har skrevet prøvehandlingen, ser den.
cheer-send = Send
cheer-said = Sendt.

# Forløbsledelsen
office-heading = Prøvehandlinger i hele forløbet
office-written = { $leaders } ledere har skrevet et næste skridt.
office-done = { $leaders } har gjort mindst ét.
office-note = Kun tal for hele forløbet, og kun når de dækker mindst 5 ledere. Hvad der står, ser ingen andre end dem, det er delt med.
ask-step = Ét skridt i egen drift: Når ..., så vil jeg ...
ask-outcome = Hvad der kom ud af det, i én sætning

# Linket i mailen
tap-sure = Du valgte »{ $did }« i mailen. Tryk for at gemme det.
tap-spent = Linket gælder ikke mere
tap-spent-text = Et link i mandagsmailen gælder i tre uger og kun for én prøvehandling. Log ind, så finder du den under Prøvehandlinger.
tap-sign-in = Log ind
tap-others = Linket åbner kun denne ene prøvehandling.
