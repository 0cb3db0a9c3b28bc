"""The data dictionary: every table, column, type, unit, default and meaning, in one place.

Reading, checking, templates, the JSON Schema and the page docs/reference/data-dictionary all
follow from it; a column added here is read, checked, written and documented.
"""

from __future__ import annotations

from egov_budget.scenario.field import Field, Kind, TableSchema

CREDITS = "currency"
LIMIT_UNITS = ("credits", "percent of pool", "percent of last year")
CATEGORY_LIMIT_UNITS = ("credits", "percent of pool")
EVIDENCE = ("not stated", "self-declared", "expert", "citizen", "inspected")
INTERESTS = (
    "vendor tie", "fee income lost", "evaluator scoring itself", "staff or budget lost", "outside employment",
    "other",
)  # fmt: skip

SETTINGS = TableSchema(
    "settings",
    "What holds for the whole scenario.",
    (),
    (
        Field("name", Kind.TEXT, "Name of the scenario, shown on every result.", required=True),
        Field("pool", Kind.MONEY, "Credits in the central pool.", CREDITS, required=True),
        Field("currency", Kind.TEXT, "Currency all amounts are in.", default="credits"),
        Field("quantum", Kind.NUMBER, "Smallest amount that is paid out.", CREDITS, default=1.0,
              above_zero=True),
        Field("fiscal_year", Kind.TEXT, "Year the pool is for, as it is written there.", default=""),
        Field("seed", Kind.WHOLE, "Seed of everything that is drawn at random.", default=0),
        Field("connection_cost", Kind.FRACTION,
              "What joining shared work costs, as a part of the common work saved.",
              "part of the common work", default=0.2),
        Field("binding", Kind.CHOICE, "Which overlaps bind without a reviewer's verdict.",
              choices=("none", "duplication", "overlap"), default="duplication"),
        Field("binding_confidence", Kind.FRACTION, "Confidence from which such an overlap binds.", "0-1",
              default=0.75),
        Field("within_agencies", Kind.FLAG, "Whether pairs inside one agency are compared too.",
              default=False),
        Field("conflict_threshold", Kind.FRACTION,
              "Conflict-of-interest index above which an agency may not lead, nor judge its own milestones.",
              "0-1", default=0.7),
        Field("discount_rate", Kind.NUMBER,
              "Rate r: with each year that a gain comes later its worth is divided by 1 + r.",
              "part a year", default=0.0),
    ),
)  # fmt: skip

COMPARED = (
    Field("thematic_area", Kind.LIST, "CPSV-AP thematic area."),
    Field("sector", Kind.LIST, "CPSV-AP sector."),
    Field("function", Kind.LIST, "Function of government (COFOG)."),
    Field("addressee", Kind.LIST, "Whom it is for."),
    Field("event", Kind.LIST, "Life event or business event it answers."),
    Field("has_input", Kind.LIST, "Registers and evidence it needs."),
    Field("produces", Kind.LIST, "What it puts out."),
    Field("channel", Kind.LIST, "Channels it is offered through."),
    Field("keyword", Kind.LIST, "Keywords."),
)

TABLES = (
    TableSchema("indicators", "An indicator services are scored on.", ("id",), (
        Field("id", Kind.ID, "Short name.", required=True),
        Field("title", Kind.TEXT, "Name in words."),
        Field("weight", Kind.NUMBER, "Weight; all weights are scaled to sum to 1.", default=1.0),
    ), required=True),
    TableSchema("agencies", "An agency that asks for credits.", ("id",), (
        Field("id", Kind.ID, "Short name.", required=True),
        Field("title", Kind.TEXT, "Name in words."),
        Field("last_year", Kind.MONEY, "Credits it had last year.", CREDITS, default=0.0),
        Field("floor", Kind.NUMBER, "Least it must get.", "see floor_unit", default=0.0),
        Field("floor_unit", Kind.CHOICE, "Unit of the floor.", choices=LIMIT_UNITS, default="credits"),
        Field("ceiling", Kind.NUMBER, "Most it may get; empty means no ceiling.", "see ceiling_unit"),
        Field("ceiling_unit", Kind.CHOICE, "Unit of the ceiling.", choices=LIMIT_UNITS, default="credits"),
        Field("readiness", Kind.FRACTION, "Part of a promised gain it is expected to deliver; empty means "
              "willingness times ability.", "0-1"),
        Field("willingness", Kind.FRACTION, "How far its management accepts the change.", "0-1", default=1.0),
        Field("ability", Kind.FRACTION, "How far it is able to deliver.", "0-1", default=1.0),
        Field("readiness_source", Kind.TEXT, "Who rated its readiness, and when."),
        Field("conflict", Kind.FRACTION, "Conflict-of-interest score beside what interests add.", "0-1",
              default=0.0),
        Field("readiness_growth", Kind.FRACTION, "What its readiness gains with each year, up to 1.",
              "a year",
              default=0.0),
    ), required=True),
    TableSchema("categories", "An earmark: a category of projects with a floor or a ceiling.", ("id",), (
        Field("id", Kind.ID, "Category as projects name it.", required=True),
        Field("floor", Kind.NUMBER, "Least it must get.", "see floor_unit", default=0.0),
        Field("floor_unit", Kind.CHOICE, "Unit of the floor.", choices=CATEGORY_LIMIT_UNITS,
              default="credits"),
        Field("ceiling", Kind.NUMBER, "Most it may get; empty means no ceiling.", "see ceiling_unit"),
        Field("ceiling_unit", Kind.CHOICE, "Unit of the ceiling.", choices=CATEGORY_LIMIT_UNITS,
              default="credits"),
    )),
    TableSchema("services", "A public service offered to citizens or firms.", ("id",), (
        Field("id", Kind.ID, "Short name.", required=True),
        Field("agency", Kind.ID, "Competent authority.", required=True, refers_to="agencies"),
        Field("title", Kind.TEXT, "Name in words."),
        Field("description", Kind.TEXT, "What it does for whom."),
        Field("importance", Kind.NUMBER, "Weight of the service among all.", default=1.0, above_zero=True),
        *COMPARED,
        Field("legal_resource", Kind.LIST, "Laws it rests on."),
        Field("language", Kind.LIST, "Languages it is offered in."),
        Field("spatial", Kind.LIST, "Area it is offered in."),
        Field("status", Kind.TEXT, "Whether it is active, planned or ended."),
        Field("processing_time", Kind.TEXT, "How long it takes."),
    ), required=True),
    TableSchema("scores", "How far a service has come on an indicator; no row means not applicable.",
          ("service", "indicator"), (
        Field("service", Kind.ID, "Service scored.", required=True, refers_to="services"),
        Field("indicator", Kind.ID, "Indicator scored on.", required=True, refers_to="indicators"),
        Field("score", Kind.FRACTION, "Score.", "0-1", required=True),
        Field("evidence", Kind.CHOICE, "What the score rests on.", choices=EVIDENCE,
              default="not stated"),
    ), required=True),
    TableSchema("projects", "A request for credits.", ("id",), (
        Field("id", Kind.ID, "Short name.", required=True),
        Field("agency", Kind.ID, "Agency that asks.", required=True, refers_to="agencies"),
        Field("title", Kind.TEXT, "Name in words."),
        Field("description", Kind.TEXT, "What it builds for whom."),
        Field("category", Kind.TEXT, "Category for earmarks."),
        Field("cost", Kind.MONEY, "Credits requested.", CREDITS, required=True, above_zero=True),
        Field("divisible", Kind.FLAG, "Whether a part of it can be funded.", default=True),
        Field("minimum_share", Kind.FRACTION, "Least part worth funding, if any is.", "part of the cost",
              default=0.0),
        Field("mandatory", Kind.FLAG, "Whether it must be funded in full.", default=False),
        Field("excluded", Kind.FLAG, "Whether it must not be funded.", default=False),
        Field("start_year", Kind.WHOLE, "Year it starts."),
        Field("last_year", Kind.MONEY, "Credits it had in last year's plan.", CREDITS, default=0.0),
        Field("started", Kind.FRACTION,
              "Part that earlier plans began; empty means all of it if it has commitments, else none.",
              "part of the project"),
        Field("delivered", Kind.FRACTION, "Part that has delivered already; its points are in the scores.",
              "part of the project", default=0.0),
        Field("delivery", Kind.WHOLE,
              "Year of the project, from 1, at whose end it delivers; empty means its last paid year."),
        Field("cost_more", Kind.MONEY, "Most by which its cost may exceed the request.", CREDITS,
              default=0.0),
        *COMPARED,
    ), required=True),
    TableSchema("effects", "What a fully delivered project adds to a service's score.",
          ("project", "service", "indicator"), (
        Field("project", Kind.ID, "Project.", required=True, refers_to="projects"),
        Field("service", Kind.ID, "Service it improves.", required=True, refers_to="services"),
        Field("indicator", Kind.ID, "Indicator it raises.", required=True, refers_to="indicators"),
        Field("points", Kind.FRACTION, "Points it adds.", "0-1", required=True),
        Field("points_less", Kind.FRACTION, "Most by which it may fall short of them.", "0-1", default=0.0),
        Field("registers", Kind.LIST, "Registers it draws on: each needs an exchange of the service that is "
              "open, or planned and its project delivered."),
    ), required=True),
    TableSchema("exchanges",
                "What a service is to get from another agency's register.", ("service", "register"), (
        Field("service", Kind.ID, "Service that consumes it.", required=True, refers_to="services"),
        Field("provider", Kind.ID, "Agency that keeps the register.", required=True, refers_to="agencies"),
        Field("register", Kind.ID, "Register, as effects name it.", required=True),
        Field("status", Kind.CHOICE, "Whether the data flow.", choices=("open", "planned", "withheld"),
              required=True),
        Field("project", Kind.ID, "Project that opens a planned one.", refers_to="projects"),
        Field("legal_duty", Kind.FLAG, "Whether a law obliges the provider.", default=False),
    )),
    TableSchema("interests",
                "A conflict of interest: what somebody would lose or win by the way a project goes.",
          ("agency", "project", "kind"), (
        Field("agency", Kind.ID, "Agency that has it; empty means the project's agency.",
              refers_to="agencies"),
        Field("project", Kind.ID, "Project it is about; empty means whatever the agency does.",
              refers_to="projects"),
        Field("kind", Kind.CHOICE, "What kind it is.", choices=INTERESTS, required=True),
        Field("strength", Kind.FRACTION, "How strong it is.", "0-1", required=True),
        Field("source", Kind.TEXT, "Who found it, and where it is written."),
    )),
    TableSchema("prerequisites", "A project that needs another one, at least as far along.",
          ("project", "requires"), (
        Field("project", Kind.ID, "Project that needs the other.", required=True, refers_to="projects"),
        Field("requires", Kind.ID, "Project that must be there.", required=True, refers_to="projects"),
    )),
    TableSchema("alternatives", "Projects of one set stand for each other: one of them at most.",
          ("set", "project"), (
        Field("set", Kind.ID, "Name of the set.", required=True),
        Field("project", Kind.ID, "A project in it.", required=True, refers_to="projects"),
    )),
    TableSchema("verdicts", "What a reviewer decided about two overlapping projects.",
          ("project_a", "project_b"), (
        Field("project_a", Kind.ID, "One project.", required=True, refers_to="projects"),
        Field("project_b", Kind.ID, "The other.", required=True, refers_to="projects"),
        Field("verdict", Kind.CHOICE,
              "Decision; retired: the project that does not lead is given up for the one that does.",
              choices=("accept", "reject", "different requirement", "retired"), required=True),
        Field("share", Kind.FRACTION, "Common work; empty means as estimated.",
              "part of the smaller project"),
        Field("connection_cost", Kind.FRACTION, "What joining costs; empty means as in the settings.",
              "part of the common work"),
        Field("lead", Kind.ID, "Project that leads; empty means open.", refers_to="projects"),
        Field("reviewer", Kind.TEXT, "Who decided."),
        Field("date", Kind.TEXT, "When."),
        Field("reason", Kind.TEXT, "Why."),
    )),
    TableSchema("years",
                "A year of a plan over several, with its pool; years follow each other without a gap.",
          ("year",), (
        Field("year", Kind.WHOLE, "The year.", required=True),
        Field("pool", Kind.MONEY, "Credits in the pool of that year.", CREDITS, required=True),
        Field("carry_over", Kind.FRACTION, "Most that moves on to the next year if it is not spent.",
              "part of the pool", default=0.0),
    )),
    TableSchema("profiles", "What part of its cost a project needs in a year; no row means all in its first.",
          ("project", "year"), (
        Field("project", Kind.ID, "Project.", required=True, refers_to="projects"),
        Field("year", Kind.WHOLE, "Year of the project, 1 for its first.", required=True),
        Field("part", Kind.FRACTION, "Part of the cost; the parts of a project sum to 1.", "part of the cost",
              required=True),
    )),
    TableSchema("commitments",
                "Credits that an earlier plan has promised a project it began, in a year to come.",
          ("project", "year"), (
        Field("project", Kind.ID, "Project.", required=True, refers_to="projects"),
        Field("year", Kind.WHOLE, "Year they are due.", required=True),
        Field("credits", Kind.MONEY, "Credits promised.", CREDITS, required=True),
        Field("released", Kind.FLAG, "Whether the promise may be given up.", default=False),
    )),
    TableSchema("notes",
                "What was noticed while the scenario was read from another source, a row each.", (), (
        Field("source", Kind.TEXT, "File it concerns."),
        Field("row", Kind.WHOLE, "Row there, as a spreadsheet numbers it."),
        Field("subject", Kind.TEXT, "Id or name it concerns."),
        Field("note", Kind.TEXT, "What was noticed.", required=True),
    )),
)  # fmt: skip

BY_NAME = {table.name: table for table in TABLES}
