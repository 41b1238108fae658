# The repository of the image that the functions and the builds run in.
terraform {
  required_version = ">= 1.10"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }

  # bucket, key and region come from backend.hcl, which scripts/generate_backend.sh writes.
  backend "s3" {}
}

variable "aws_region" {
  description = "Region of the deployment"
  type        = string
}

variable "prefix" {
  description = "What all names begin with"
  type        = string
  default     = "aws-exe-sys"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,22}[a-z0-9]$", var.prefix))
    error_message = "The prefix has 2 to 24 characters: a to z, 0 to 9 and '-'; it begins with a letter and does not end with '-'."
  }
}

variable "kms_key_arn" {
  description = "KMS key that encrypts the images; without one ECR's own key does"
  type        = string
  default     = null
}

variable "images_kept" {
  description = "How many images stay; older ones are removed"
  type        = number
  default     = 20

  validation {
    condition     = var.images_kept >= 2
    error_message = "Keep two images at least: the one that runs, and the one to go back to."
  }
}

variable "force_delete" {
  description = "Whether destroy removes a repository that still has images"
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags of everything here"
  type        = map(string)
  default     = {}
}

provider "aws" {
  region = var.aws_region

  default_tags {
    tags = var.tags
  }
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

resource "aws_ecr_repository" "engine" {
  name                 = var.prefix
  image_tag_mutability = "IMMUTABLE"
  force_delete         = var.force_delete

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = var.kms_key_arn == null ? "AES256" : "KMS"
    kms_key         = var.kms_key_arn
  }
}

resource "aws_ecr_lifecycle_policy" "engine" {
  repository = aws_ecr_repository.engine.name

  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "Untagged images go after a day"
        selection = {
          tagStatus   = "untagged"
          countType   = "sinceImagePushed"
          countUnit   = "days"
          countNumber = 1
        }
        action = { type = "expire" }
      },
      {
        rulePriority = 2
        description  = "The newest images stay"
        selection = {
          tagStatus   = "any"
          countType   = "imageCountMoreThan"
          countNumber = var.images_kept
        }
        action = { type = "expire" }
      },
    ]
  })
}

# Lambda pulls the image itself; builds pull it with their role.
data "aws_iam_policy_document" "pull" {
  statement {
    sid     = "LambdaPulls"
    actions = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
    condition {
      test     = "StringLike"
      variable = "aws:SourceArn"
      values   = ["arn:${data.aws_partition.current.partition}:lambda:${var.aws_region}:${data.aws_caller_identity.current.account_id}:function:${var.prefix}-*"]
    }
  }
}

resource "aws_ecr_repository_policy" "engine" {
  repository = aws_ecr_repository.engine.name
  policy     = data.aws_iam_policy_document.pull.json
}

output "repository_url" {
  description = "Where images are pushed to"
  value       = aws_ecr_repository.engine.repository_url
}

output "repository_name" {
  description = "Name of the repository"
  value       = aws_ecr_repository.engine.name
}
