CREATE TABLE audit (
    number BIGSERIAL NOT NULL,
    at_ms BIGINT NOT NULL,
    actor VARCHAR(64) NOT NULL,
    act VARCHAR(64) NOT NULL,
    subject VARCHAR(128) NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (number)
);
CREATE TABLE change_feed (
    change_seq BIGINT NOT NULL,
    stream VARCHAR(32) NOT NULL,
    scope VARCHAR(64) NOT NULL,
    key VARCHAR(64) NOT NULL,
    op VARCHAR(8) NOT NULL,
    hash BYTEA NOT NULL,
    body TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (change_seq)
);
CREATE INDEX change_feed_key ON change_feed (stream, key, change_seq);
CREATE INDEX change_feed_page ON change_feed (stream, scope, change_seq);
CREATE TABLE dead_letter (
    device_id UUID NOT NULL,
    event_id VARCHAR(64) NOT NULL,
    sha256 BYTEA NOT NULL,
    verdict VARCHAR(32) NOT NULL,
    reason VARCHAR(200) NOT NULL,
    item TEXT NOT NULL,
    received_ms BIGINT NOT NULL,
    PRIMARY KEY (device_id, event_id, sha256)
);
CREATE TABLE desk_act (
    device_id UUID NOT NULL,
    event_id UUID NOT NULL,
    saved UUID NOT NULL,
    code VARCHAR(64) NOT NULL,
    act VARCHAR(16) NOT NULL,
    version BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    arrived_ms BIGINT NOT NULL,
    PRIMARY KEY (device_id, event_id)
);
CREATE INDEX desk_act_saved ON desk_act (device_id, saved, version);
CREATE TABLE device (
    device_id UUID NOT NULL,
    public_key VARCHAR(64) NOT NULL,
    hall VARCHAR(64) NOT NULL,
    agency VARCHAR(64) NOT NULL,
    state VARCHAR(16) NOT NULL,
    software VARCHAR(64) NOT NULL,
    enrolled_ms BIGINT NOT NULL,
    last_seen_ms BIGINT,
    journal_seq BIGINT,
    journal_hash VARCHAR(64),
    PRIMARY KEY (device_id),
    UNIQUE (public_key)
);
CREATE TABLE dossier (
    official_code VARCHAR(64) NOT NULL,
    agency VARCHAR(64) NOT NULL,
    day VARCHAR(10) NOT NULL,
    number INTEGER NOT NULL,
    hall VARCHAR(64) NOT NULL,
    procedure VARCHAR(64) NOT NULL,
    provisional_code VARCHAR(64),
    device_id UUID,
    event_id UUID,
    status INTEGER NOT NULL,
    received_ms BIGINT,
    due_ms BIGINT,
    finished_ms BIGINT,
    note TEXT,
    PRIMARY KEY (official_code),
    UNIQUE (agency, day, number),
    UNIQUE (device_id, event_id)
);
CREATE INDEX dossier_provisional ON dossier (provisional_code);
CREATE TABLE feed_head (
    one INTEGER NOT NULL,
    head BIGINT NOT NULL,
    PRIMARY KEY (one)
);
CREATE TABLE incarnation (
    number INTEGER NOT NULL,
    incarnation UUID NOT NULL,
    started_ms BIGINT NOT NULL,
    PRIMARY KEY (number)
);
CREATE TABLE ingest_event (
    device_id UUID NOT NULL,
    event_id UUID NOT NULL,
    received_ms BIGINT NOT NULL,
    kind VARCHAR(64) NOT NULL,
    v INTEGER NOT NULL,
    understood INTEGER NOT NULL,
    wall_ms BIGINT NOT NULL,
    mono_ms BIGINT NOT NULL,
    boot_id VARCHAR(64) NOT NULL,
    clock_quality VARCHAR(64) NOT NULL,
    body TEXT NOT NULL
);
CREATE TABLE ingest_key (
    device_id UUID NOT NULL,
    event_id UUID NOT NULL,
    epoch UUID NOT NULL,
    seq BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    PRIMARY KEY (device_id, event_id),
    UNIQUE (device_id, epoch, seq)
);
CREATE TABLE submission (
    device_id UUID NOT NULL,
    event_id UUID NOT NULL,
    code VARCHAR(64) NOT NULL,
    hall VARCHAR(64) NOT NULL,
    agency VARCHAR(64) NOT NULL,
    procedure VARCHAR(64) NOT NULL,
    form VARCHAR(64) NOT NULL,
    form_version INTEGER NOT NULL,
    day VARCHAR(10) NOT NULL,
    sealed BYTEA NOT NULL,
    arrived_ms BIGINT NOT NULL,
    PRIMARY KEY (device_id, event_id)
);
CREATE INDEX submission_arrived ON submission (arrived_ms);
CREATE INDEX submission_code ON submission (code);
CREATE TABLE dossier_holder (
    official_code VARCHAR(64) NOT NULL,
    holder_proof VARCHAR(64) NOT NULL,
    PRIMARY KEY (official_code),
    FOREIGN KEY(official_code) REFERENCES dossier (official_code)
);
CREATE TABLE dossier_paper (
    official_code VARCHAR(64) NOT NULL,
    kind VARCHAR(8) NOT NULL,
    number INTEGER NOT NULL,
    name VARCHAR(300) NOT NULL,
    code VARCHAR(64) NOT NULL,
    state INTEGER NOT NULL,
    PRIMARY KEY (official_code, kind, number),
    FOREIGN KEY(official_code) REFERENCES dossier (official_code)
);
CREATE TABLE enrol_code (
    code_hash VARCHAR(64) NOT NULL,
    hall VARCHAR(64) NOT NULL,
    agency VARCHAR(64) NOT NULL,
    made_ms BIGINT NOT NULL,
    until_ms BIGINT NOT NULL,
    device_id UUID,
    PRIMARY KEY (code_hash),
    FOREIGN KEY(device_id) REFERENCES device (device_id)
);
