-- Why: the gate refuses looks at oneself and the family now, and the rules take the try as they take a look (8.07(5)(a)).

update access_review.misuse_rule set meaning = 'Somebody opened, or tried to open, the record of the person they are.'
where code = 'self';
update access_review.misuse_rule
set meaning = 'Somebody opened, or tried to open, the record of a declared relative, or of a person whose surname sounds like their own.'
where code = 'relative';
