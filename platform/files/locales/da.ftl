empty = Filen er tom. Vælg en anden.
too-large = Filen er for stor. Den må højst fylde { $most } MB. Gør billederne i den mindre, eller læg den et sted, I kan linke til.
unknown = Den slags fil kan ikke lægges her. Vælg en af disse: { $endings }.
disguised = Navnet siger { $said }, men indholdet er noget andet. Åbn filen, og gem den igen som { $said }.
program = Filen indeholder et program (en makro). Gem den uden makroer, og prøv igen.
