-- A need may speak of one stage only: prenatal, postnatal or early childhood.
ALTER TABLE need_rule ADD COLUMN stage VARCHAR;
