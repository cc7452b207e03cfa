"""The store on PostgreSQL: imported only where the settings name a database of it."""
