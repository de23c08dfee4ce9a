"""Where a statement comes from: tables of numbers, works, claims with their verdicts.

In come the data files of an author; out go frozen records, numbers as readers see them, citations, and every
problem at once. The one rule: a number is never typed twice, it is resolved from its table.

For others: `tables` (Table, Row, table_named, load_tables), `columns` (Column), `cells` (plain_number),
`numbers` (resolve, number_mistakes, Number, format_value, NUMBER_RE), `bibliography` (Bibliography,
Reference), `citations` (parse_citations, check_citations, citation_mistakes, citation_html), `claims` (Claim,
claim_named, load_claims); `bibtex` (load_bibliography) only inside the function that needs it, since it takes
long to import.
"""
