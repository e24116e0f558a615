overview-nav = Overblik
overview-title = Overblik
overview-empty = Der er intet at tage stilling til endnu. Begynd med at hente organisationen ind under Medarbejdere.
me-nav = Min side
me-title = Hej { $name }
me-lead = Det næste, der sker, og hvad du kan gøre klar.
me-empty = Der er ingen plan for dig endnu. Når forløbsledelsen har offentliggjort den, står dine datoer her.
plan-no-leaders = { $file }: Ingen har et ledelsesniveau, så der er ingen at lægge plan for. Skriv et af niveauerne i kolonnen Ledelsesniveau: { $levels }. Hedder de noget andet hos jer, så ret people.toml.
