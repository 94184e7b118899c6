"""The action table on its way in from Word, Excel or CSV.

`reading` makes tables of cells of a file; `columns` says which column is which; `rows` makes rows
of cells; `names` finds whom words mean; `plan` compares rows with the table as it stands; `taking`
writes them.
"""
