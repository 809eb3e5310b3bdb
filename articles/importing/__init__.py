"""A document → a Proposal that an editor reviews → a draft.

proposal.py   what an importer read, as pure data; every format ends there
text.py       plain text → lines → blocks; another format is another such module
assembly.py   blocks → headings → passages → parts: the same for every format
cues.py       the words that tell parts apart, by language
desk.py       Proposal → draft, the only writer
"""
