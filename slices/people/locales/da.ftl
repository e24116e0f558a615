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

fault-leaders-in-a-circle = Ledere i ring
fault-leader-not-in-file = Lederen står ikke i filen
fault-number-used-twice = Medarbejdernummeret er brugt to gange
fault-not-a-date = Ikke en dato
fault-date-out-of-range = Datoen kan ikke passe
fault-unit-not-in-list = Enheden står ikke på listen over enheder
fault-not-an-address = Ikke en e-mailadresse
fault-address-used-twice = E-mailadressen er brugt to gange
fault-unknown-level = Ukendt ledelsesniveau
fault-missing-value = Feltet mangler
fault-formula-failed = Formlen i cellen fejler
fault-unit-twice = Enheden står to gange
fault-parent-not-in-list = Overenheden står ikke på listen over enheder
fault-units-in-a-circle = Enheder i ring
fault-missing-column = Kolonnen mangler
fault-cpr-column = Kolonnen ser ud til at indeholde CPR-numre
fault-cpr-number = Cellen ser ud til at indeholde et CPR-nummer

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
remedy-cpr-number = Pejl har ikke brug for CPR-numre og tager ikke imod dem. Slet nummeret i cellen, gem filen, og prøv igen. Intet fra filen er gemt.

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
    [one] 1 celle er rettet uden at spørge:
   *[other] { $mended } celler er rettet uden at spørge:
 }
report-counts = { $people } medarbejdere, heraf { $leaders } ledere, i { $units } enheder.
report-no-faults = Ingen fejl. Filen kan hentes ind.
report-faults = { $faults ->
    [one] 1 fejl. Ret den i regnearket, og kontrollér filen igen.
   *[other] { $faults } fejl. Ret dem i regnearket, og kontrollér filen igen.
 }
