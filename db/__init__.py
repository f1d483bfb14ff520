"""Tables, queries and the transaction. SQLAlchemy Core only; knows the domain and nothing else of ours."""
