nav = Drift
title = Drift
lead = Her ser du, hvad systemet ikke kunne gøre af sig selv, og her henter du alt, hvad Pejl gemmer om jer.
moment = { $date } kl. { $time }
look-again = Se efter igen

# Alt om organisationen
export-title = Alt om organisationen i én fil
export-lead = Filen kan læses uden Pejl: personer og enheder med historik, brugere uden adgangskoder, fælles retning og forløb, sessioner, grupper, fremmøde, plan og log. Den indeholder personoplysninger, så gem den et sikkert sted. Det skrives i loggen, hvem der beder om den, og hvem der henter den.
export-ask = Lav filen
export-asked = Filen bliver lavet. Det tager som regel under et minut.
export-making = Filen er ved at blive lavet
export-making-text = Det tager som regel under et minut. Du kan lukke siden imens.
exports-caption = Filer, der kan hentes
export-made-at = Lavet
export-size = Størrelse
export-expires = Kan hentes til
export-sha256 = Kontrolsum (SHA-256)
export-fetch = Hent filen fra { $made }
megabytes = { $size } MB

# Filens egen læsevejledning
export-readme-name = LAES-MIG.md
export-heading = Alt om { $organisation }
export-made = Lavet af Pejl { $made }.
export-reading = Filen er til at læse uden Pejl. Mapperne `people`, `programme` og `blueprint` er til mennesker; `tables` er databasens tabeller, række for række; `manifest.json` nævner hver fil med størrelse og kontrolsum (SHA-256), og hvilke tabeller der er udeladt og hvorfor. Mappen `blueprint` kan indlæses i en anden Pejl.
export-tables = Tabellerne er CSV i UTF-8 med semikolon. Nøgler er UUID'er: samme nøgle er samme ting i alle filer. Tidspunkter er i UTC, datoer er lokale. En tom celle betyder intet. En tekst, som et regneark ville udføre som formel, har fået en apostrof foran.
export-without = Adgangskoder, sessioner, links og kalendernes hemmelige adresser er ikke med.
export-attachment = en fil, som nogen har lagt på et redskab, et modul eller en dag
export-members = brugerne i organisationen med roller og status

# Beskeder, der blev lagt til side
events-title = Beskeder, der er lagt til side
events-lead = Når noget sker ét sted, får andre dele af Pejl besked. En besked, der ikke kan behandles efter to timers forsøg, lægges her, så resten går videre.
events-none = Der er ingen.
event-happened = Skete
event-what = Besked og modtager
event-again = Prøv igen
event-skip = Opgiv
event-waits = Prøves igen
event-again-asked = Beskeden prøves igen om lidt.
event-skipped = Beskeden er opgivet. Det står i loggen.
tries = Forsøg
fault = Fejl
settle = Gør noget

# Opgaver, der mislykkedes
failed-title = Opgaver, der mislykkedes
failed-none = Der er ingen.
failed-lead = { $count ->
    [one] Én opgave er opgivet efter flere forsøg.
   *[other] { $count } opgaver er opgivet efter flere forsøg. De nyeste står her.
}
job-asked = Bestilt
job-kind = Opgave
job-again = Prøv igen
job-again-asked = Opgaven prøves igen om lidt.
