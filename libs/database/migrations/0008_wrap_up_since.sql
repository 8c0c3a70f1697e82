-- When a person's wrap-up began; its end alone does not tell, since departments differ in its length. Null outside of one.
alter table presence add column wrap_up_since timestamptz;
