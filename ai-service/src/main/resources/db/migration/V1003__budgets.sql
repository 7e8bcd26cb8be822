-- What a tenant, a user or an API key may spend in a day, week or month of a time zone.
CREATE TABLE budgets (
    tenant_id      uuid        NOT NULL,
    id             uuid        NOT NULL,
    created_by     uuid        NOT NULL,
    name           text        NOT NULL,
    scope          text        NOT NULL CHECK (scope IN ('tenant', 'user', 'key')),
    subject_id     uuid,
    period         text        NOT NULL CHECK (period IN ('day', 'week', 'month')),
    time_zone      text        NOT NULL,
    amount_micros  bigint      NOT NULL CHECK (amount_micros > 0),
    alert_percents integer[]   NOT NULL,
    hard           boolean     NOT NULL,
    webhook_id     uuid,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CHECK ((scope = 'tenant') = (subject_id IS NULL))
);

-- What was spent of a budget in a period, counted in the transaction of the ledger, and the thresholds (per cent) that were told.
CREATE TABLE budget_periods (
    tenant_id    uuid        NOT NULL,
    budget_id    uuid        NOT NULL,
    period_start timestamptz NOT NULL,
    spent_micros bigint      NOT NULL,
    alerted      integer[]   NOT NULL DEFAULT '{}',
    PRIMARY KEY (tenant_id, budget_id, period_start),
    FOREIGN KEY (tenant_id, budget_id) REFERENCES budgets (tenant_id, id) ON DELETE CASCADE
) WITH (fillfactor = 70);
CREATE INDEX budget_periods_age ON budget_periods (period_start);

ALTER TABLE budgets ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON budgets USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON budgets TO ${role};

ALTER TABLE budget_periods ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON budget_periods USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON budget_periods TO ${role};
