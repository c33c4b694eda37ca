-- AlterTable
ALTER TABLE "Finding" ADD COLUMN "installation" TEXT;

-- CreateIndex
CREATE INDEX "Finding_installation_resolvedAt_idx" ON "Finding"("installation", "resolvedAt");
