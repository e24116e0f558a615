nav = Drift først
save = Gem
saved = Gemt.
hours = { $hours } timer
kroner = { $kroner } kr.
away = Væk fra driften
cover = Vikarbehov
cover-none = I har sagt, at I klarer det uden vikar.
cover-hours = Vikarbehov: { $hours }.
price = Pris

# Min side
mine-heading = Når du er væk
mine-next = Næste gang er { $title }, { $when }. Du er væk fra driften i { $hours }.
mine-name-deputy = Vælg, hvem der leder enheden imens
mine-deputy = { $name } leder enheden imens.
mine-change = Ret stedfortræder og vikarbehov

# Overblik
office-hours = Lederne har været væk fra driften i { $spent }. { $ahead } er planlagt endnu.
office-more = Se timer, vikarbehov og pris

# En kursusgang
session-each = { $days ->
    [one] Hver leder er væk fra driften i { $hours }.
   *[other] Hver leder er væk fra driften i { $hours } over { $days } dage.
 }
session-no-deputy = I har ikke sagt, hvem der leder enheden imens.
unsaid = { $number ->
    [one] Én gang er en leder væk, uden at enheden har sagt, om den skal bruge vikar. Den gang tæller ikke med i vikarbehovet.
   *[other] { $number } gange er en leder væk, uden at enheden har sagt, om den skal bruge vikar. De gange tæller ikke med i vikarbehovet.
 }

# Det hele
none = Der er ingen plan endnu
none-text = Når en plan er udgivet, står her, hvad den tager af timer fra driften.
totals-lead = Forløbet tager { $away } fra lederne og { $cover } vikar.
totals-lead-priced = Forløbet tager { $away } fra lederne og { $cover } vikar. Det svarer til { $kroner }
totals-how = Timerne er efter planen: fra en dag begynder, til den slutter.
standing = Brugt og tilbage
part = Del
held = Brugt
ahead = Tilbage
all = I alt
by-year = År for år
year = År
by-area = Område for område
area = Område
no-area = Uden område
deputies = Stedfortrædere
without-deputy = { $number ->
    [0] Alle { $units } enheder med ledere på forløbet har navngivet en stedfortræder.
    [one] 1 af { $units } enheder med ledere på forløbet har ikke navngivet en stedfortræder.
   *[other] { $number } af { $units } enheder med ledere på forløbet har ikke navngivet en stedfortræder.
 }
without-names = Se hvilke
rates = Timepriser
rates-text = Priserne er jeres egne. Uden dem viser Pejl ingen kroner.
rate-leader = En ledertime, i kroner
rate-cover = En vikartime, i kroner
rate-wrong = Skriv hele kroner fra 0 til { $most }

# En enhed
unit-heading = Når lederen er væk: { $unit }
unit-lead = Sig, hvem der leder enheden på kursusdage, og om I skal bruge vikar. Det tager et minut og gælder, til I retter det.
deputy = Stedfortræder
deputy-hint = Navnet på den, der leder enheden imens. Spørg vedkommende først.
deputy-long = Skriv højst { $most } tegn
unit-hours = Timer med vikar på en dag
unit-hours-hint = For eksempel 3 eller 2,5. Skriv 0, hvis I klarer jer uden. Lad feltet stå tomt, hvis I ikke ved det.
unit-hours-wrong = Skriv et antal timer fra 0 til 24, for eksempel 2,5
unit-ahead = Dage, hvor du er væk
