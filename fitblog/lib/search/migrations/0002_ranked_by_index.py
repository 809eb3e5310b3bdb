from django.db import migrations

# Left to itself, PostgreSQL reads every text when a page wants the first few hundred that match:
# it counts pages of the table, and the texts lie beside it. A function can forbid that.
RANKED = """CREATE FUNCTION search_ranked(
    asked tsquery, at timestamptz, of_kind text, of_shelf bigint, most integer)
RETURNS TABLE (id bigint, rank real)
LANGUAGE sql STABLE ROWS 300 SET enable_seqscan = off AS $$
    WITH
    titles AS MATERIALIZED (SELECT entry_id FROM search_text WHERE head @@ asked),
    texts AS MATERIALIZED (SELECT entry_id FROM search_text WHERE whole @@ asked),
    live AS NOT MATERIALIZED (SELECT entry.id AS entry_id FROM search_entry entry
        WHERE (entry.live_from IS NULL OR entry.live_from <= at)
        AND (entry.live_until IS NULL OR entry.live_until > at)
        AND (of_kind = '' OR entry.kind = of_kind) AND (of_shelf = 0 OR entry.shelf = of_shelf))
    SELECT text.entry_id, ts_rank_cd('{0.1, 0.2, 0.6, 1.0}', text.whole, asked, 1)
    FROM ((SELECT entry_id FROM titles JOIN live USING (entry_id) LIMIT most)
        UNION (SELECT entry_id FROM texts JOIN live USING (entry_id) LIMIT most)) found
    JOIN search_text text USING (entry_id)
$$"""
# Else what was written last is kept in a list, and each search reads all of it.
AT_ONCE = (
    "ALTER INDEX search_text_head SET (fastupdate = off)",
    "ALTER INDEX search_text_whole SET (fastupdate = off)",
    "SELECT gin_clean_pending_list('search_text_head'), gin_clean_pending_list('search_text_whole')",
)
GONE = (
    "DROP FUNCTION search_ranked",
    "ALTER INDEX search_text_head RESET (fastupdate)",
    "ALTER INDEX search_text_whole RESET (fastupdate)",
)


def rank_by_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in (RANKED, *AT_ONCE):
            schema_editor.execute(statement)


def rank_as_before(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in GONE:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(rank_by_index, rank_as_before)]
