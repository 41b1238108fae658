locals {
  buckets = {
    internal = local.names.internal_bucket
    done     = local.names.done_bucket
  }
  # What of a bucket is gone after a day: in the internal one not the programs.
  expiring = { internal = "tmp/", done = "" }
}

resource "aws_s3_bucket" "this" {
  for_each = local.buckets

  bucket = each.value
  # Nothing that a run leaves here is meant to stay.
  force_destroy = true
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  for_each = local.buckets

  bucket = aws_s3_bucket.this[each.key].id

  rule {
    id     = "a-day"
    status = "Enabled"

    filter {
      prefix = local.expiring[each.key]
    }
    expiration {
      days = 1
    }
  }
  rule {
    id     = "unfinished-uploads"
    status = "Enabled"
    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  for_each = local.buckets

  bucket = aws_s3_bucket.this[each.key].id

  rule {
    bucket_key_enabled = var.kms_key_arn != null

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.kms_key_arn == null ? "AES256" : "aws:kms"
      kms_master_key_id = var.kms_key_arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  for_each = local.buckets

  bucket                  = aws_s3_bucket.this[each.key].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  for_each = local.buckets

  bucket = aws_s3_bucket.this[each.key].id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

data "aws_iam_policy_document" "tls_only" {
  for_each = local.buckets

  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["${local.s3_arn}${each.value}", "${local.s3_arn}${each.value}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "this" {
  for_each = local.buckets

  bucket = aws_s3_bucket.this[each.key].id
  policy = data.aws_iam_policy_document.tls_only[each.key].json

  depends_on = [aws_s3_bucket_public_access_block.this]
}

# ---- programs for hosts, and for builds in images of the user's -----------------------------------------------------

resource "aws_s3_object" "host_worker" {
  for_each = var.programs

  bucket      = aws_s3_bucket.this["internal"].id
  key         = "programs/worker-${each.key}"
  source      = each.value.worker
  source_hash = filesha256(each.value.worker)
}

locals {
  # A build gets this folder whole, from CodeBuild itself.
  build_folder = "programs/build"
  build_files = { for name, path in try(var.programs[local.machine], {}) : name => path
  if path != null && try(var.programs[local.machine].sops, null) != null }
}

resource "aws_s3_object" "build_program" {
  for_each = local.build_files

  bucket      = aws_s3_bucket.this["internal"].id
  key         = "${local.build_folder}/${each.key}"
  source      = each.value
  source_hash = filesha256(each.value)
}
