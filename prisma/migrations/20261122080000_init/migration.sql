-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "username" TEXT,
    "displayUsername" TEXT,
    "role" TEXT DEFAULT 'viewer',
    "banned" BOOLEAN DEFAULT false,
    "banReason" TEXT,
    "banExpires" DATETIME,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "token" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "impersonatedBy" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    "userId" TEXT NOT NULL,
    CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" DATETIME,
    "refreshTokenExpiresAt" DATETIME,
    "scope" TEXT,
    "password" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "lastRequest" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Finding" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "fingerprint" TEXT NOT NULL,
    "checkId" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "subject" JSONB NOT NULL,
    "draft" JSONB NOT NULL,
    "firstSeenAt" DATETIME NOT NULL,
    "confirmedAt" DATETIME,
    "lastSeenAt" DATETIME NOT NULL,
    "resolvedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Plan" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "digest" TEXT NOT NULL,
    "remediationId" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "findingId" TEXT,
    "undoOfRunId" TEXT,
    "targetKey" TEXT NOT NULL,
    "actor" JSONB NOT NULL,
    "input" JSONB NOT NULL,
    "plan" JSONB NOT NULL,
    "preview" JSONB NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Run" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "planId" TEXT NOT NULL,
    "remediationId" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "targetKey" TEXT NOT NULL,
    "actor" JSONB NOT NULL,
    "reason" TEXT,
    "status" TEXT NOT NULL,
    "steps" JSONB NOT NULL,
    "verification" JSONB,
    "evidence" JSONB NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    CONSTRAINT "Run_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL,
    "event" TEXT NOT NULL,
    "outcome" TEXT,
    "actorId" TEXT,
    "actorName" TEXT NOT NULL,
    "actorRole" TEXT,
    "address" TEXT,
    "target" TEXT,
    "remediationId" TEXT,
    "runId" TEXT,
    "planDigest" TEXT,
    "reason" TEXT,
    "detail" JSONB NOT NULL,
    "prevHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Sample" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "series" TEXT NOT NULL,
    "resolution" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "usedBytes" BIGINT NOT NULL,
    "capacityBytes" BIGINT NOT NULL,
    "inodesUsed" BIGINT,
    "inodes" BIGINT,
    "parts" JSONB
);

-- CreateTable
CREATE TABLE "Change" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" JSONB NOT NULL,
    "what" JSONB NOT NULL
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" JSONB NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "User_username_key" ON "User"("username");

-- CreateIndex
CREATE UNIQUE INDEX "Session_token_key" ON "Session"("token");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_providerId_accountId_key" ON "Account"("providerId", "accountId");

-- CreateIndex
CREATE INDEX "Verification_identifier_idx" ON "Verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "RateLimit_key_key" ON "RateLimit"("key");

-- CreateIndex
CREATE INDEX "Finding_fingerprint_resolvedAt_idx" ON "Finding"("fingerprint", "resolvedAt");

-- CreateIndex
CREATE INDEX "Finding_resolvedAt_idx" ON "Finding"("resolvedAt");

-- CreateIndex
CREATE INDEX "Plan_undoOfRunId_idx" ON "Plan"("undoOfRunId");

-- CreateIndex
CREATE INDEX "Plan_expiresAt_idx" ON "Plan"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Run_planId_key" ON "Run"("planId");

-- CreateIndex
CREATE INDEX "Run_status_idx" ON "Run"("status");

-- CreateIndex
CREATE INDEX "Run_targetKey_status_idx" ON "Run"("targetKey", "status");

-- CreateIndex
CREATE INDEX "Run_fingerprint_startedAt_idx" ON "Run"("fingerprint", "startedAt");

-- CreateIndex
CREATE INDEX "Run_startedAt_idx" ON "Run"("startedAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "AuditEntry_prevHash_key" ON "AuditEntry"("prevHash");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEntry_hash_key" ON "AuditEntry"("hash");

-- CreateIndex
CREATE INDEX "AuditEntry_at_idx" ON "AuditEntry"("at" DESC);

-- CreateIndex
CREATE INDEX "AuditEntry_event_at_idx" ON "AuditEntry"("event", "at");

-- CreateIndex
CREATE INDEX "AuditEntry_runId_idx" ON "AuditEntry"("runId");

-- CreateIndex
CREATE INDEX "Sample_resolution_at_idx" ON "Sample"("resolution", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Sample_series_resolution_at_key" ON "Sample"("series", "resolution", "at");

-- CreateIndex
CREATE INDEX "Change_at_idx" ON "Change"("at" DESC);

-- Written by hand from here on: Prisma does not see triggers, so they are no drift to it. (A partial unique index would say the first one in
-- a line, but the schema engine cannot read a database that has one.)

-- At most one unfinished run for each target: the lock is the database's, not the process's.
CREATE TRIGGER "Run_one_unfinished_per_target" BEFORE INSERT ON "Run"
WHEN NEW."status" IN ('running', 'verifying')
    AND EXISTS (SELECT 1 FROM "Run" WHERE "targetKey" = NEW."targetKey" AND "status" IN ('running', 'verifying'))
BEGIN
    SELECT RAISE(ABORT, 'Run: the target is held by another run');
END;

-- The ledger takes new rows at its end and nothing else. The insert trigger also stops INSERT OR REPLACE, which would delete
-- the old row without firing the delete trigger.
CREATE TRIGGER "AuditEntry_never_updated" BEFORE UPDATE ON "AuditEntry"
BEGIN
    SELECT RAISE(ABORT, 'AuditEntry is append-only: rows are never changed');
END;

CREATE TRIGGER "AuditEntry_never_deleted" BEFORE DELETE ON "AuditEntry"
BEGIN
    SELECT RAISE(ABORT, 'AuditEntry is append-only: rows are never removed');
END;

CREATE TRIGGER "AuditEntry_only_at_the_end" BEFORE INSERT ON "AuditEntry"
WHEN NEW."seq" <> (SELECT coalesce(max("seq"), 0) + 1 FROM "AuditEntry")
    OR EXISTS (SELECT 1 FROM "AuditEntry" WHERE "hash" = NEW."hash" OR "prevHash" = NEW."prevHash")
    OR (NEW."seq" > 1 AND NEW."prevHash" <> (SELECT "hash" FROM "AuditEntry" WHERE "seq" = NEW."seq" - 1))
BEGIN
    SELECT RAISE(ABORT, 'AuditEntry is append-only: a new row continues the chain');
END;
