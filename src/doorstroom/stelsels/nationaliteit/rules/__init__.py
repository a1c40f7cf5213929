"""Columns computed under the Rijkswet op het Nederlanderschap (RWN), the Vw 2000 and what hangs on them."""
