"""The data dictionary: every table, column, type, unit, default and meaning, in one place.

Reading, checking, templates, the JSON Schema and the page docs/reference/data-dictionary all
follow from it; a column added here is read, checked, written and documented.
"""

from __future__ import annotations

from egov_budget.scenario.column import Column, Kind, Table

CREDITS = "currency"
LIMIT_UNITS = ("credits", "percent of pool", "percent of last year")
CATEGORY_LIMIT_UNITS = ("credits", "percent of pool")
EVIDENCE = ("not stated", "self-declared", "expert", "citizen", "inspected")
INTERESTS = (
    "vendor tie", "fee income lost", "evaluator scoring itself", "staff or budget lost", "outside employment",
    "other",
)  # fmt: skip

SETTINGS = Table(
    "settings",
    "What holds for the whole scenario.",
    (),
    (
        Column("name", Kind.TEXT, "Name of the scenario, shown on every result.", required=True),
        Column("pool", Kind.MONEY, "Credits in the central pool.", CREDITS, required=True),
        Column("currency", Kind.TEXT, "Currency all amounts are in.", default="credits"),
        Column("quantum", Kind.NUMBER, "Smallest amount that is paid out.", CREDITS, default=1.0,
               above_zero=True),
        Column("fiscal_year", Kind.TEXT, "Year the pool is for, as it is written there.", default=""),
        Column("seed", Kind.WHOLE, "Seed of everything that is drawn at random.", default=0),
        Column("connection_cost", Kind.PART,
               "What joining shared work costs, as a part of the common work saved.",
               "part of the common work", default=0.2),
        Column("binding", Kind.CHOICE, "Which overlaps bind without a reviewer's verdict.",
               choices=("none", "duplication", "overlap"), default="duplication"),
        Column("binding_confidence", Kind.PART, "Confidence from which such an overlap binds.", "0-1",
               default=0.75),
        Column("within_agencies", Kind.FLAG, "Whether pairs inside one agency are compared too.",
               default=False),
        Column("conflict_threshold", Kind.PART,
               "Conflict-of-interest index above which an agency may not lead, nor judge its own milestones.",
               "0-1", default=0.7),
        Column("discount_rate", Kind.NUMBER, "What a gain loses in worth with each year it comes later.",
               "part a year", default=0.0),
    ),
)  # fmt: skip

COMPARED = (
    Column("thematic_area", Kind.LIST, "CPSV-AP thematic area."),
    Column("sector", Kind.LIST, "CPSV-AP sector."),
    Column("function", Kind.LIST, "Function of government (COFOG)."),
    Column("addressee", Kind.LIST, "Whom it is for."),
    Column("event", Kind.LIST, "Life event or business event it answers."),
    Column("has_input", Kind.LIST, "Registers and evidence it needs."),
    Column("produces", Kind.LIST, "What it puts out."),
    Column("channel", Kind.LIST, "Channels it is offered through."),
    Column("keyword", Kind.LIST, "Keywords."),
)

TABLES = (
    Table("indicators", "An indicator services are scored on.", ("id",), (
        Column("id", Kind.ID, "Short name.", required=True),
        Column("title", Kind.TEXT, "Name in words."),
        Column("weight", Kind.NUMBER, "Weight; all weights are scaled to sum to 1.", default=1.0),
    ), required=True),
    Table("agencies", "An agency that asks for credits.", ("id",), (
        Column("id", Kind.ID, "Short name.", required=True),
        Column("title", Kind.TEXT, "Name in words."),
        Column("last_year", Kind.MONEY, "Credits it had last year.", CREDITS, default=0.0),
        Column("floor", Kind.NUMBER, "Least it must get.", "see floor_unit", default=0.0),
        Column("floor_unit", Kind.CHOICE, "Unit of the floor.", choices=LIMIT_UNITS, default="credits"),
        Column("ceiling", Kind.NUMBER, "Most it may get; empty means no ceiling.", "see ceiling_unit"),
        Column("ceiling_unit", Kind.CHOICE, "Unit of the ceiling.", choices=LIMIT_UNITS, default="credits"),
        Column("readiness", Kind.PART, "Part of a promised gain it is expected to deliver; empty means "
               "willingness times ability.", "0-1"),
        Column("willingness", Kind.PART, "How far its management accepts the change.", "0-1", default=1.0),
        Column("ability", Kind.PART, "How far it is able to deliver.", "0-1", default=1.0),
        Column("readiness_source", Kind.TEXT, "Who rated its readiness, and when."),
        Column("conflict", Kind.PART, "Conflict-of-interest score beside what interests add.", "0-1",
               default=0.0),
        Column("readiness_growth", Kind.PART, "What its readiness gains with each year, up to 1.", "a year",
               default=0.0),
    ), required=True),
    Table("categories", "An earmark: a category of projects with a floor or a ceiling.", ("id",), (
        Column("id", Kind.ID, "Category as projects name it.", required=True),
        Column("floor", Kind.NUMBER, "Least it must get.", "see floor_unit", default=0.0),
        Column("floor_unit", Kind.CHOICE, "Unit of the floor.", choices=CATEGORY_LIMIT_UNITS,
               default="credits"),
        Column("ceiling", Kind.NUMBER, "Most it may get; empty means no ceiling.", "see ceiling_unit"),
        Column("ceiling_unit", Kind.CHOICE, "Unit of the ceiling.", choices=CATEGORY_LIMIT_UNITS,
               default="credits"),
    )),
    Table("services", "A public service offered to citizens or firms.", ("id",), (
        Column("id", Kind.ID, "Short name.", required=True),
        Column("agency", Kind.ID, "Competent authority.", required=True, refers_to="agencies"),
        Column("title", Kind.TEXT, "Name in words."),
        Column("description", Kind.TEXT, "What it does for whom."),
        Column("importance", Kind.NUMBER, "Weight of the service among all.", default=1.0, above_zero=True),
        *COMPARED,
        Column("legal_resource", Kind.LIST, "Laws it rests on."),
        Column("language", Kind.LIST, "Languages it is offered in."),
        Column("spatial", Kind.LIST, "Area it is offered in."),
        Column("status", Kind.TEXT, "Whether it is active, planned or ended."),
        Column("processing_time", Kind.TEXT, "How long it takes."),
    ), required=True),
    Table("scores", "How far a service has come on an indicator; no row means not applicable.",
          ("service", "indicator"), (
        Column("service", Kind.ID, "Service scored.", required=True, refers_to="services"),
        Column("indicator", Kind.ID, "Indicator scored on.", required=True, refers_to="indicators"),
        Column("score", Kind.PART, "Score.", "0-1", required=True),
        Column("evidence", Kind.CHOICE, "What the score rests on.", choices=EVIDENCE,
               default="not stated"),
    ), required=True),
    Table("projects", "A request for credits.", ("id",), (
        Column("id", Kind.ID, "Short name.", required=True),
        Column("agency", Kind.ID, "Agency that asks.", required=True, refers_to="agencies"),
        Column("title", Kind.TEXT, "Name in words."),
        Column("description", Kind.TEXT, "What it builds for whom."),
        Column("category", Kind.TEXT, "Category for earmarks."),
        Column("cost", Kind.MONEY, "Credits requested.", CREDITS, required=True, above_zero=True),
        Column("divisible", Kind.FLAG, "Whether a part of it can be funded.", default=True),
        Column("minimum_share", Kind.PART, "Least part worth funding, if any is.", "part of the cost",
               default=0.0),
        Column("mandatory", Kind.FLAG, "Whether it must be funded in full.", default=False),
        Column("excluded", Kind.FLAG, "Whether it must not be funded.", default=False),
        Column("start_year", Kind.WHOLE, "Year it starts."),
        Column("last_year", Kind.MONEY, "Credits it had in last year's plan.", CREDITS, default=0.0),
        Column("started", Kind.PART,
               "Part that earlier plans began; empty means all of it if it has commitments, else none.",
               "part of the project"),
        Column("delivered", Kind.PART, "Part that has delivered already; its points are in the scores.",
               "part of the project", default=0.0),
        Column("delivery", Kind.WHOLE,
               "Year of the project, from 1, at whose end it delivers; empty means its last paid year."),
        Column("cost_more", Kind.MONEY, "Most by which its cost may exceed the request.", CREDITS,
               default=0.0),
        *COMPARED,
    ), required=True),
    Table("effects", "What a fully delivered project adds to a service's score.",
          ("project", "service", "indicator"), (
        Column("project", Kind.ID, "Project.", required=True, refers_to="projects"),
        Column("service", Kind.ID, "Service it improves.", required=True, refers_to="services"),
        Column("indicator", Kind.ID, "Indicator it raises.", required=True, refers_to="indicators"),
        Column("points", Kind.PART, "Points it adds.", "0-1", required=True),
        Column("points_less", Kind.PART, "Most by which it may fall short of them.", "0-1", default=0.0),
        Column("registers", Kind.LIST, "Registers it draws on: each needs an exchange of the service that is "
               "open, or planned and its project delivered."),
    ), required=True),
    Table("exchanges", "What a service is to get from another agency's register.", ("service", "register"), (
        Column("service", Kind.ID, "Service that consumes it.", required=True, refers_to="services"),
        Column("provider", Kind.ID, "Agency that keeps the register.", required=True, refers_to="agencies"),
        Column("register", Kind.ID, "Register, as effects name it.", required=True),
        Column("status", Kind.CHOICE, "Whether the data flow.", choices=("open", "planned", "withheld"),
               required=True),
        Column("project", Kind.ID, "Project that opens a planned one.", refers_to="projects"),
        Column("legal_duty", Kind.FLAG, "Whether a law obliges the provider.", default=False),
    )),
    Table("interests", "A conflict of interest: what somebody would lose or win by the way a project goes.",
          ("agency", "project", "kind"), (
        Column("agency", Kind.ID, "Agency that has it; empty means the project's agency.",
               refers_to="agencies"),
        Column("project", Kind.ID, "Project it is about; empty means whatever the agency does.",
               refers_to="projects"),
        Column("kind", Kind.CHOICE, "What kind it is.", choices=INTERESTS, required=True),
        Column("strength", Kind.PART, "How strong it is.", "0-1", required=True),
        Column("source", Kind.TEXT, "Who found it, and where it is written."),
    )),
    Table("prerequisites", "A project that needs another one, at least as far along.",
          ("project", "requires"), (
        Column("project", Kind.ID, "Project that needs the other.", required=True, refers_to="projects"),
        Column("requires", Kind.ID, "Project that must be there.", required=True, refers_to="projects"),
    )),
    Table("alternatives", "Projects of one set stand for each other: one of them at most.",
          ("set", "project"), (
        Column("set", Kind.ID, "Name of the set.", required=True),
        Column("project", Kind.ID, "A project in it.", required=True, refers_to="projects"),
    )),
    Table("verdicts", "What a reviewer decided about two overlapping projects.",
          ("project_a", "project_b"), (
        Column("project_a", Kind.ID, "One project.", required=True, refers_to="projects"),
        Column("project_b", Kind.ID, "The other.", required=True, refers_to="projects"),
        Column("verdict", Kind.CHOICE,
               "Decision; retired: the project that does not lead is given up for the one that does.",
               choices=("accept", "reject", "different requirement", "retired"), required=True),
        Column("share", Kind.PART, "Common work; empty means as estimated.", "part of the smaller project"),
        Column("connection_cost", Kind.PART, "What joining costs; empty means as in the settings.",
               "part of the common work"),
        Column("lead", Kind.ID, "Project that leads; empty means open.", refers_to="projects"),
        Column("reviewer", Kind.TEXT, "Who decided."),
        Column("date", Kind.TEXT, "When."),
        Column("reason", Kind.TEXT, "Why."),
    )),
    Table("years", "A year of a plan over several, with its pool; years follow each other without a gap.",
          ("year",), (
        Column("year", Kind.WHOLE, "The year.", required=True),
        Column("pool", Kind.MONEY, "Credits in the pool of that year.", CREDITS, required=True),
        Column("carry_over", Kind.PART, "Most that moves on to the next year if it is not spent.",
               "part of the pool", default=0.0),
    )),
    Table("profiles", "What part of its cost a project needs in a year; no row means all in its first.",
          ("project", "year"), (
        Column("project", Kind.ID, "Project.", required=True, refers_to="projects"),
        Column("year", Kind.WHOLE, "Year of the project, 1 for its first.", required=True),
        Column("part", Kind.PART, "Part of the cost; the parts of a project sum to 1.", "part of the cost",
               required=True),
    )),
    Table("commitments", "Credits that an earlier plan has promised a project it began, in a year to come.",
          ("project", "year"), (
        Column("project", Kind.ID, "Project.", required=True, refers_to="projects"),
        Column("year", Kind.WHOLE, "Year they are due.", required=True),
        Column("credits", Kind.MONEY, "Credits promised.", CREDITS, required=True),
        Column("released", Kind.FLAG, "Whether the promise may be given up.", default=False),
    )),
    Table("notes", "What was noticed while the scenario was read from another source, a row each.", (), (
        Column("source", Kind.TEXT, "File it concerns."),
        Column("row", Kind.WHOLE, "Row there, as a spreadsheet numbers it."),
        Column("subject", Kind.TEXT, "Id or name it concerns."),
        Column("note", Kind.TEXT, "What was noticed.", required=True),
    )),
)  # fmt: skip

BY_NAME = {table.name: table for table in TABLES}
