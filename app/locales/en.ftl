overview-nav = Overview
overview-title = Overview
overview-empty = There is nothing to decide yet. Begin by bringing the organisation in under Employees.
me-nav = My page
me-title = Hello { $name }
me-lead = What comes next, and what you can prepare.
me-empty = There is no plan for you yet. When the programme office has published it, your dates stand here.
plan-no-leaders = { $file }: Nobody has a level of leadership, so there is nobody to plan for. Write one of the levels in the column Ledelsesniveau: { $levels }. If they are called something else with you, change people.toml.
