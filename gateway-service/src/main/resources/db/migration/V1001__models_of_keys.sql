-- The models that a key may ask for; null for all.
ALTER TABLE api_keys ADD COLUMN models text[] CHECK (cardinality(models) > 0);
