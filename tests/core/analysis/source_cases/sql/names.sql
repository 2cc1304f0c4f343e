CREATE TABLE "my schema"."t x" (id int);
CREATE TABLE [dbo].[Users] (id int, note varchar(10));
CREATE TABLE "a.b"."c.d" (id int);
CREATE TABLE `x`.`y` (id int);
CREATE VIEW v AS SELECT a[1], ARRAY[b] FROM t;
