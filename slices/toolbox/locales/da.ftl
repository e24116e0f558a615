noun-field = felt
noun-guidepost = pejlemærke
no-field = Redskabet har intet felt
no-field-remedy = Skriv mindst ét felt i fields; det første er dets hjemsted
span = Det mindste tal skal være mindst 1 og højst det største
span-remedy = Skriv for eksempel { "{" } least = 30, most = 60 { "}" }
minutes-apart = Trinene tager { $sum } minutter, men der står fra { $least } til { $most }
minutes-apart-remedy = Ret trinenes minutter, eller ret minutes
few-da = Der er { $there } situationer på dansk
few-en = Der er { $there } situationer på engelsk
few-remedy = Skriv mindst { $least } på hvert sprog, med ord, som en leder selv ville bruge
why-situation = Fordi du søgte på { $words }: redskabet er til »{ $said }«.
why-name = Fordi { $words } står i redskabets navn.
why-summary = Fordi du søgte på { $words }: »{ $said }«
why-mended = Vi læste »{ $written }« som »{ $meant }«.
why-size = Tager { $minutes-least } til { $minutes-most } minutter, for { $people-least } til { $people-most } deltagere.
nothing = Ingen redskaber passer på det. Prøv med andre ord, eller med færre.
minutes-people = { $minutes-least }-{ $minutes-most } min., { $people-least }-{ $people-most } deltagere
