"""Says in one sentence whether a PostgreSQL server answers: python -m tests.reach_postgres URL."""

import sys

import psycopg2

if __name__ == "__main__":
    server = sys.argv[1].rpartition("/")[0] + "/postgres"
    try:
        psycopg2.connect(server, connect_timeout=3).close()
    except psycopg2.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        sys.exit(
            f"No PostgreSQL at {sys.argv[1]} ({reason}). Start one, or name yours: "
            "make test POSTGRES_URL=postgres://user:password@host:5432/name"
        )
